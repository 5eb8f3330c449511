/**
 * Whether traits stand where they may: each on shapes of its kinds, on members that point to its kinds, or on operations
 * alone. What a trait's value may be is `traits.ts`'s business. Source: Smithy 2.0, the traits' selectors.
 */

import { type Diagnostics, nearest } from "../diagnostics.ts";
import { withArticle } from "./article.ts";
import { memberSteps, membersOf } from "./graph.ts";
import type { PlaceOf } from "./place.ts";
import { shapesOf } from "./shapes.ts";
import type { MapShape, Member, Model, Shape, ShapeId } from "./types.ts";

type Kind = Shape["kind"];

/** What a trait may be put on; a key that is absent means that it may not stand there. */
interface Places {
  readonly shapes?: readonly Kind[];
  /** Members of these, if they point to shapes of the kinds of `to`. */
  readonly membersOf?: readonly Kind[];
  readonly to?: readonly Kind[];
  /** The target may be a list of what `to` says, as well. */
  readonly orListOf?: true;
  /** What a map among the targets holds. */
  readonly values?: { readonly to: readonly Kind[]; readonly orListOf?: true };
  /** On errors only. */
  readonly errors?: true;
}

const WHOLE: readonly Kind[] = ["byte", "short", "integer", "long", "intEnum"];
const NUMBER: readonly Kind[] = [...WHOLE, "float", "double", "bigInteger", "bigDecimal"];
const TEXT: readonly Kind[] = ["string", "enum"];
const SIMPLE: readonly Kind[] = [...NUMBER, ...TEXT, "boolean", "timestamp"];
const ANY: readonly Kind[] = [...SIMPLE, "blob", "document", "list", "map", "structure", "union"];
const OWNERS: readonly Kind[] = ["structure", "union", "list", "map"];
const SIZED: readonly Kind[] = ["list", "map", "blob", ...TEXT];
const STRUCTURE: readonly Kind[] = ["structure"];

/** On a shape of these kinds, or on a member that points to one. */
const both = (kinds: readonly Kind[]): Places => ({ shapes: kinds, membersOf: OWNERS, to: kinds });
const field = (to: readonly Kind[] = ANY): Places => ({ membersOf: STRUCTURE, to });
const NOWHERE: Places = {};

const PLACES: ReadonlyMap<string, Places> = new Map(
  Object.entries({
    // botocore has an event stream that requires a member.
    required: { membersOf: ["structure", "union"], to: ANY },
    idempotencyToken: field(TEXT),
    hostLabel: field(TEXT),
    httpLabel: field(SIMPLE),
    httpQuery: { ...field(SIMPLE), orListOf: true },
    httpQueryParams: { ...field(["map"]), values: { to: TEXT, orListOf: true } },
    httpHeader: { ...field(SIMPLE), orListOf: true },
    httpPrefixHeaders: { ...field(["map"]), values: { to: TEXT } },
    httpPayload: field(["blob", "document", "list", "map", "structure", "union", ...TEXT]),
    httpResponseCode: field(WHOLE),
    eventHeader: field([...WHOLE, ...TEXT, "boolean", "blob", "timestamp"]),
    eventPayload: field(["blob", "structure", "union", ...TEXT]),
    xmlAttribute: field(SIMPLE),
    xmlFlattened: { membersOf: ["structure", "union"], to: ["list", "map"] },
    jsonName: { membersOf: ["structure", "union"], to: ANY },
    timestampFormat: both(["timestamp"]),
    mediaType: both(["blob", ...TEXT]),
    streaming: { shapes: ["blob", "union"] },
    requiresLength: { shapes: ["blob"] },
    sparse: { shapes: ["list", "map"] },
    uniqueItems: both(["list"]),
    length: both(SIZED),
    range: both(NUMBER),
    pattern: both(TEXT),
    enum: { shapes: ["enum"] },
    error: { shapes: STRUCTURE },
    httpError: { shapes: STRUCTURE, errors: true },
    retryable: { shapes: STRUCTURE, errors: true },
    http: NOWHERE,
    endpoint: NOWHERE,
    paginated: NOWHERE,
    idempotent: NOWHERE,
    readonly: NOWHERE,
    examples: NOWHERE,
    httpChecksumRequired: NOWHERE,
    requestCompression: NOWHERE,
    optionalAuth: NOWHERE,
  } satisfies Readonly<Record<string, Places>>).map(([name, places]) => [`smithy.api#${name}`, places]),
);

/** The traits of Smithy's own namespace that are not told by their places above. */
const OTHERS =
  "addedDefault auth authDefinition box clientOptional cors default deprecated documentation enumValue externalDocumentation " +
  "httpApiKeyAuth httpBasicAuth httpBearerAuth httpDigestAuth idRef input internal mixin nestedProperties noReplace notProperty " +
  "output private property protocolDefinition recommended references resourceIdentifier sensitive since suppress tags title " +
  "trait traitValidators unitTypeTrait unstable xmlName xmlNamespace";
const SMITHY = "smithy.api#";
const READONLY = `${SMITHY}readonly`;
const IDEMPOTENT = `${SMITHY}idempotent`;
const NAMES: readonly string[] = [...[...PLACES.keys()].map((id) => id.slice(SMITHY.length)), ...OTHERS.split(" ")];

/** What may stand anywhere: of no trait it is said where. */
const ANYWHERE: Places = {};
/** All of Smithy's traits. */
const KNOWN: ReadonlyMap<string, Places> = new Map(
  NAMES.map((name) => [SMITHY + name, PLACES.get(SMITHY + name) ?? ANYWHERE]),
);

/** SW2050: a trait in Smithy's namespace that Smithy does not have is misspelt. Others' traits are theirs. */
const isMisspelt = (trait: string): boolean => !KNOWN.has(trait) && (trait.startsWith(SMITHY) || !trait.includes("#"));

/** SW1013 for every trait that stands where it may not, SW2050 for every one that there is not. */
export function lintTraits(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const say = (shape: ShapeId, about: string, steps: readonly string[], trait: string, why: string): void =>
    diagnostics.report("SW1013", `${trait} may not stand here: ${why}.`, {
      shape: about,
      place: place(shape, [...steps, "traits", trait], true),
      hint: whereTo(PLACES.get(trait) ?? NOWHERE),
    });
  const unknown = (id: ShapeId, about: string, steps: readonly string[], trait: string): void => {
    const close = nearest(trait.replace(SMITHY, ""), NAMES);
    diagnostics.report("SW2050", `Smithy has no trait ${trait}: it is passed over.`, {
      shape: about,
      place: place(id, [...steps, "traits", trait], true),
      hint: close === undefined ? undefined : `did you mean ${SMITHY}${close}?`,
    });
  };
  for (const { id, traits } of [model.service, ...model.operations])
    for (const trait in traits) if (isMisspelt(trait)) unknown(id, id, [], trait);
  // Source: Smithy 2.0, "idempotent trait", "Conflicts with".
  for (const { id, name, traits } of model.operations)
    if (READONLY in traits && IDEMPOTENT in traits)
      diagnostics.report("SW1013", `${IDEMPOTENT} may not stand here: ${name} is readonly, which is more.`, {
        shape: id,
        place: place(id, ["traits", IDEMPOTENT], true),
        hint: "keep one of the two",
      });
  for (const shape of shapesOf(model)) {
    for (const trait in shape.traits) {
      const places = KNOWN.get(trait);
      if (places === undefined) {
        if (isMisspelt(trait)) unknown(shape.id, shape.id, [], trait);
      } else if (places !== ANYWHERE && places.shapes?.includes(shape.kind) !== true)
        say(shape.id, shape.id, [], trait, `${shape.name} is ${withArticle(shape.kind)}`);
      else if (places.errors === true && !("smithy.api#error" in shape.traits))
        say(shape.id, shape.id, [], trait, `${shape.name} is no error`);
    }
    for (const member of membersOf(shape)) {
      for (const trait in member.traits) {
        const places = KNOWN.get(trait);
        if (places === ANYWHERE) continue;
        const why = places === undefined ? undefined : unfit(places, shape, member, model);
        if (why === undefined && (places !== undefined || !isMisspelt(trait))) continue;
        const about = `${shape.id}$${member.name}`;
        const inside = memberSteps(shape, member.name);
        if (why === undefined) unknown(shape.id, about, inside, trait);
        else say(shape.id, about, inside, trait, why);
      }
    }
  }
}

/** Why a member may not have a trait, if it may not. */
function unfit(places: Places, owner: Shape, member: Member, model: Model): string | undefined {
  if (places.membersOf?.includes(owner.kind) !== true)
    return `${member.name} is a member of ${withArticle(owner.kind)}`;
  const target = model.shapes[member.target];
  if (target === undefined) return undefined;
  if (places.to?.includes(target.kind) === true)
    return target.kind === "map" && places.values !== undefined ? unfitValues(places.values, target, model) : undefined;
  const item = target.kind === "list" && places.orListOf === true ? model.shapes[target.member.target] : undefined;
  if (item !== undefined && places.to?.includes(item.kind) === true) return undefined;
  return `${member.name} is ${item === undefined ? withArticle(target.kind) : `a list of ${item.kind}`}`;
}

function unfitValues({ to, orListOf }: Places["values"] & {}, map: MapShape, model: Model): string | undefined {
  const value = model.shapes[map.value.target];
  const held = value?.kind === "list" && orListOf === true ? model.shapes[value.member.target] : value;
  return held === undefined || to.includes(held.kind) ? undefined : `the map holds ${withArticle(held.kind)}`;
}

function whereTo({ shapes, membersOf, to, orListOf }: Places): string {
  if (shapes === undefined && membersOf === undefined) return "it belongs on an operation";
  const kinds = (list: readonly Kind[]): string => (list.length === ANY.length ? "any kind" : list.join(", "));
  const on = shapes === undefined ? [] : [`shapes: ${kinds(shapes)}`];
  const lists = orListOf === true ? ", and lists of them" : "";
  const members =
    membersOf === undefined ? [] : [`members of a ${membersOf.join(" or ")}: ${kinds(to ?? ANY)}${lists}`];
  return `it belongs on ${[...on, ...members].join("; ")}`;
}
