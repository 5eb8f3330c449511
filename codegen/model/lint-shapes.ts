/**
 * What a model's shapes have to be, one by one and in the places where operations use them: members with names, values to
 * choose from, errors that are errors, and no structure that can never be made. Source: Smithy 2.0, the shape types.
 */

import type { Diagnostics } from "../diagnostics.ts";
import { withArticle } from "./article.ts";
import { memberSteps, membersOf } from "./graph.ts";
import type { PlaceOf } from "./place.ts";
import { shapesOf } from "./shapes.ts";
import type { Model, Operation, Shape, ShapeId } from "./types.ts";

type Say = (
  code: "SW1010" | "SW1011" | "SW1012" | "SW1013" | "SW1019" | "SW1026" | "SW1027",
  shape: ShapeId,
  steps: readonly (string | number)[],
  message: string,
  hint?: string,
) => void;

export function lintShapes(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const say: Say = (code, shape, steps, message, hint) => {
    const about = steps[0] === "members" && steps[1] !== undefined ? `${shape}$${steps[1]}` : shape;
    diagnostics.report(code, message, { shape: about, place: place(shape, steps, true), hint });
  };
  for (const shape of shapesOf(model)) {
    lintMembers(shape, say);
    lintValues(shape, say);
    lintKey(shape, model, say);
  }
  lintNames(model, say);
  for (const operation of model.operations) lintOperation(operation, model, place, say);
  lintStreams(model, say);
  lintEndless(model, say);
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Commands, pages and classes are called after the service and its operations. */
function lintNames({ service, operations }: Model, say: Say): void {
  if (!/^[^A-Za-z0-9]*[A-Za-z]/.test(service.sdkId))
    say("SW1012", service.id, [], `${JSON.stringify(service.sdkId)} is no name for a client.`, 'give it an "sdkId"');
  const known = new Map<string, string>();
  for (const { id, name } of operations) {
    const called = name.toLowerCase().replaceAll("_", "");
    const other = known.get(called);
    if (other === undefined) known.set(called, name);
    // Others export one name, which is said where names are made.
    else if (other !== name) say("SW1027", id, [], `The operations ${other} and ${name} differ in nothing but case.`);
  }
}

/** Names are identifiers, and differ in more than case. A union has something to choose from. */
function lintMembers(shape: Shape, say: Say): void {
  if (shape.kind !== "structure" && shape.kind !== "union") return;
  for (const { name } of shape.members)
    if (!IDENTIFIER.test(name))
      say("SW1012", shape.id, ["members", name], `${JSON.stringify(name)} is not the name of a member.`, NAMES);
  const lower = shape.members.map(({ name }) => name.toLowerCase());
  if (lower.length > 1 && new Set(lower).size < lower.length) {
    for (const [index, { name }] of shape.members.entries()) {
      const other = shape.members[lower.indexOf(lower[index] ?? "")]?.name;
      if (other !== name)
        say("SW1027", shape.id, ["members", name], `${name} and ${other} differ in nothing but case.`);
    }
  }
  if (shape.kind === "union" && shape.members.length === 0)
    say("SW1011", shape.id, [], "A union has at least one member.");
}
const NAMES = "names are letters, digits and underscores, and start with no digit";

/** An enum lists its values; those of an integer enum are numbers that the model gives. */
function lintValues(shape: Shape, say: Say): void {
  if (shape.kind !== "enum" && shape.kind !== "intEnum") return;
  if (shape.values.length === 0) say("SW1011", shape.id, [], `An ${shape.kind} has at least one value.`);
  const known = new Map<string | number, string>();
  const names = new Set<string>();
  for (const { name = "", value } of shape.values) {
    const other = known.get(value);
    if (names.has(name)) say("SW1027", shape.id, valueSteps(shape, name), `Two values are called ${name}.`);
    if (name !== "") names.add(name);
    if (other !== undefined)
      say("SW1027", shape.id, valueSteps(shape, name), `${other} and ${name} are one value, ${JSON.stringify(value)}.`);
    else if (name !== "") known.set(value, name);
  }
  for (const { name, value } of shape.values) {
    if (shape.kind === "enum" ? typeof value === "string" : Number.isInteger(value)) continue;
    const steps = name === undefined ? [] : ["members", name];
    const given = Number.isNaN(value) ? "nothing" : JSON.stringify(value);
    const wanted = shape.kind === "enum" ? "a string" : "a whole number";
    say("SW1011", shape.id, steps, `A value of this ${shape.kind} is ${wanted}, not ${given}.`, VALUE);
  }
}

/** Where a value stands: with its member, or in the old trait. */
const valueSteps = (shape: Shape, name: string): readonly string[] =>
  "smithy.api#enum" in shape.traits ? ["traits", "smithy.api#enum"] : ["members", name];

const VALUE = 'the trait "smithy.api#enumValue" says it';

function lintKey(shape: Shape, model: Model, say: Say): void {
  if (shape.kind !== "map") return;
  const { kind } = model.shapes[shape.key.target] ?? { kind: "string" };
  if (kind !== "string" && kind !== "enum")
    say(
      "SW1010",
      shape.id,
      ["key", "target"],
      `The keys of a map are strings, and ${shape.key.target} is ${withArticle(kind)}.`,
    );
}

/** What goes in and out is no error, and what is thrown is one. */
function lintOperation({ id, name, input, output, errors }: Operation, model: Model, place: PlaceOf, say: Say): void {
  for (const [key, target] of [["input", input] as const, ["output", output] as const]) {
    const shape = target === undefined ? undefined : model.shapes[target];
    if (shape?.kind === "structure" && shape.error !== undefined)
      say("SW1010", id, [key, "target"], `${target} is an error, and so it is no ${key} of ${name}.`);
  }
  for (const target of errors) {
    const shape = model.shapes[target];
    if (shape?.kind !== "structure" || shape.error !== undefined) continue;
    // What is not there has been said.
    if (place(target, []).file === "") continue;
    say(
      "SW1010",
      target,
      [],
      `${name} throws ${target}, which has no error trait.`,
      'add "smithy.api#error": "client" or "server"',
    );
  }
}

const STREAMING = "smithy.api#streaming";

/** A stream stands in what an operation takes or gives, and nowhere below. */
function lintStreams(model: Model, say: Say): void {
  const streams = new Set<ShapeId>();
  for (const { id, traits } of shapesOf(model)) if (STREAMING in traits) streams.add(id);
  if (streams.size === 0) return;
  lintEvents(streams, model, say);
  const top = new Set(model.operations.flatMap((one) => [one.input, one.output]));
  for (const shape of shapesOf(model)) {
    const found = membersOf(shape).filter(({ target }) => streams.has(target));
    if (found.length === 0) continue;
    if (top.has(shape.id)) {
      for (const { name } of found.slice(1))
        say("SW1019", shape.id, ["members", name], `${found[0]?.name} and ${name} are both streams of one message.`);
      continue;
    }
    for (const { name } of found) {
      say(
        "SW1013",
        shape.id,
        memberSteps(shape, name),
        `${name} is a stream, and ${shape.name} is not the input or output of an operation.`,
      );
    }
  }
}

/** Each event is a structure, whose payload is one member; others are headers then. Source: Smithy 2.0, "Event streams". */
function lintEvents(streams: ReadonlySet<ShapeId>, model: Model, say: Say): void {
  for (const id of streams) {
    const shape = model.shapes[id];
    if (shape?.kind !== "union") continue;
    for (const { name, target } of shape.members) {
      const event = model.shapes[target];
      if (event?.kind !== "structure") {
        if (event !== undefined)
          say(
            "SW1010",
            shape.id,
            ["members", name],
            `${name} is ${withArticle(event.kind)}, and events are structures.`,
          );
        continue;
      }
      const payload = event.members.find((one) => "smithy.api#eventPayload" in one.traits);
      for (const one of payload === undefined ? [] : event.members) {
        if (one === payload || "smithy.api#eventHeader" in one.traits) continue;
        say(
          "SW1019",
          event.id,
          ["members", one.name],
          `${payload?.name} is the whole payload of the event, so ${one.name} has no place.`,
          'add "smithy.api#eventHeader": {}, or take eventPayload off the other',
        );
      }
    }
  }
}

/** A structure that requires itself, through structures that require each other, can never be made. */
function lintEndless(model: Model, say: Say): void {
  const required = new Map<ShapeId, readonly ShapeId[]>();
  for (const shape of shapesOf(model)) {
    if (shape.kind !== "structure" || !shape.members.some((one) => one.required)) continue;
    required.set(
      shape.id,
      shape.members.filter((one) => one.required).map((one) => one.target),
    );
  }
  const told = new Set<ShapeId>();
  for (const [start, members] of required) {
    // Most structures require nothing that requires something.
    if (!members.some((id) => required.has(id))) continue;
    const from = new Map<ShapeId, ShapeId>();
    const queue = [start];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      for (const next of required.get(id) ?? []) {
        if (from.has(next)) continue;
        from.set(next, id);
        queue.push(next);
      }
    }
    if (!from.has(start) || told.has(start)) continue;
    const way = [start];
    for (let id = from.get(start); id !== undefined && id !== start; id = from.get(id)) way.unshift(id);
    for (const id of way) told.add(id);
    say("SW1026", start, [], `${start} requires itself: ${[start, ...way].join(" → ")}.`, ENDLESS);
  }
}
const ENDLESS = "take `required` off one of the members on the way";
