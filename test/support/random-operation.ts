/**
 * Inputs and outputs of random operations that have a place for everything: in paths, queries, headers and hosts, as bodies,
 * streams and event streams. What Smithy forbids is avoided here, as in `random-model.ts`.
 */
import { api, type Dice, type Json } from "./dice.ts";

interface Surroundings {
  /** Members are bound to HTTP. */
  readonly rest: boolean;
  readonly protocol: string;
  readonly documents: boolean;
  /** Names of structures and of errors that there are. */
  readonly structures: readonly string[];
  readonly errors: readonly { readonly target: string }[];
}

interface BoundOperation {
  readonly shapes: Json;
  readonly uri: string;
  readonly traits: Json;
  readonly input?: Json;
  readonly output?: Json;
}

const STRING = "smithy.api#String";
const member = (target: string, traits: Json = {}): Json => ({ target, traits: api(traits) });
const WORDS = ["String", "Integer", "Boolean", "Timestamp", "Double", "Long"];

/** One operation in three has neither input nor output of its own. */
export function boundOperation(name: string, around: Surroundings, dice: Dice): BoundOperation {
  const uri = `/${name.toLowerCase()}`;
  if (dice.next(3) === 0) return { shapes: {}, uri, traits: {} };
  const host = dice.next(3) === 0;
  const greedy = dice.next(2) === 0;
  const { rest } = around;
  const shapes: Record<string, Json> = {};
  const input: Record<string, unknown> = {
    ...(host
      ? { Host: member(STRING, { hostLabel: {}, required: {}, ...(rest ? { httpHeader: "X-Host" } : {}) }) }
      : {}),
    ...(rest ? headed(name, shapes, dice, true) : plain(dice)),
    ...bodied(name, "In", around, shapes, dice),
  };
  const output: Json = {
    ...(rest ? headed(name, shapes, dice, false) : plain(dice)),
    ...bodied(name, "Out", around, shapes, dice),
  };
  const label = rest && dice.next(2) === 0;
  if (label) input["Id"] = member(STRING, { httpLabel: {}, required: {} });
  shapes[`a#${name}Call`] = { type: "structure", members: input, traits: api({ input: {} }) };
  shapes[`a#${name}Answer`] = { type: "structure", members: output, traits: api({ output: {} }) };
  const query = rest && dice.next(3) === 0 ? "?fixed=1" : "";
  return {
    shapes,
    uri: `${label ? `${uri}/{Id${greedy ? "+" : ""}}` : uri}${query}`,
    traits: host ? { endpoint: { hostPrefix: dice.pick(["{Host}.", "x-{Host}.y.", "{Host}-z."]) } } : {},
    input: { target: `a#${name}Call` },
    output: { target: `a#${name}Answer` },
  };
}

const plain = (dice: Dice): Json => ({
  Word: member(`smithy.api#${dice.pick(WORDS)}`),
  ...dice.maybe(2, () => ({ Bytes: member("smithy.api#Blob") })),
});

/** Members that stand in the head of a message. */
function headed(name: string, shapes: Record<string, Json>, dice: Dice, request: boolean): Json {
  const list = `a#${name}Words`;
  const map = `a#${name}Texts`;
  shapes[list] = { type: "list", member: { target: `smithy.api#${dice.pick(WORDS)}` } };
  shapes[map] = { type: "map", key: { target: STRING }, value: { target: STRING } };
  const word = (): string => (dice.next(3) === 0 ? list : `smithy.api#${dice.pick(WORDS)}`);
  const maybe = (key: string, target: string, traits: Json): Json =>
    dice.maybe(2, () => ({ [key]: member(target, traits) }));
  const head = {
    ...maybe("Head", word(), { httpHeader: "X-Head" }),
    ...maybe("Heads", map, { httpPrefixHeaders: "X-Many-" }),
  };
  if (!request) return { ...head, ...maybe("Status", "smithy.api#Integer", { httpResponseCode: {} }) };
  return {
    ...head,
    ...maybe("Query", word(), { httpQuery: "q" }),
    ...maybe("Token", STRING, { httpQuery: "token", idempotencyToken: {} }),
    ...maybe("Queries", map, { httpQueryParams: {} }),
  };
}

/** What stands in the body: members, one that is all of it, or a stream. */
function bodied(
  name: string,
  side: "In" | "Out",
  around: Surroundings,
  shapes: Record<string, Json>,
  dice: Dice,
): Json {
  const { rest, protocol, structures, documents } = around;
  const whole = { httpPayload: {} };
  const structure = `a#${dice.pick(structures)}`;
  const forms: (() => Json)[] = [
    () => ({ Inner: member(structure), Text: member(STRING) }),
    () => ({ Inner: member(structure), Text: member(STRING) }),
  ];
  if (rest) {
    forms.push(
      () => ({ Whole: member(structure, whole) }),
      () => ({ Whole: member(STRING, whole) }),
      () => ({ Whole: member("smithy.api#Blob", whole) }),
      () => {
        const id = `a#${name}${side}Stream`;
        shapes[id] = {
          type: "blob",
          traits: api({ streaming: {}, ...(side === "In" ? dice.maybe(3, () => ({ requiresLength: {} })) : {}) }),
        };
        return { Body: member(id, { ...whole, ...dice.maybe(2, () => ({ required: {} })) }) };
      },
    );
    if (documents) forms.push(() => ({ Whole: member("smithy.api#Document", whole) }));
  }
  // Queries have no event streams.
  if (!/Query$/.test(protocol))
    forms.push(() => ({ Events: member(eventStream(name, side, around, shapes, dice), rest ? whole : {}) }));
  return dice.pick(forms)();
}

function eventStream(
  name: string,
  side: string,
  around: Surroundings,
  shapes: Record<string, Json>,
  dice: Dice,
): string {
  const id = `a#${name}${side}Events`;
  const event = (kind: string, members: Json): Json => {
    shapes[`${id}${kind}`] = { type: "structure", members };
    return member(`${id}${kind}`);
  };
  const members: Json = {
    plain: event("Plain", { Text: member(STRING), Count: member("smithy.api#Integer") }),
    ...dice.maybe(2, () => ({
      bytes: event("Bytes", {
        Kind: member(STRING, { eventHeader: {} }),
        When: member("smithy.api#Timestamp", { eventHeader: {} }),
        Data: member("smithy.api#Blob", { eventPayload: {} }),
      }),
    })),
    ...dice.maybe(2, () => ({
      nested: event("Nested", { Inner: member(`a#${dice.pick(around.structures)}`, { eventPayload: {} }) }),
    })),
    ...dice.maybe(3, () => ({ text: event("Text", { Said: member(STRING, { eventPayload: {} }) }) })),
    ...dice.maybe(3, () => ({ empty: event("Empty", {}) })),
    ...(around.errors.length > 0 ? dice.maybe(2, () => ({ failed: member(dice.pick(around.errors).target) })) : {}),
  };
  shapes[id] = { type: "union", members, traits: api({ streaming: {} }) };
  return id;
}
