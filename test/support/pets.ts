/**
 * A small sound model for tests of diagnostics, and what is found when something is put in its place: each diagnostic with
 * the text at which it points.
 */
import { expect } from "vitest";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { locate } from "../../codegen/load/position.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import { lint } from "../../codegen/model/lint.ts";

export type Json = Readonly<Record<string, unknown>>;

export const string = { target: "smithy.api#String" };
export const http = (uri: string, method = "POST"): Json => ({ "smithy.api#http": { method, uri, code: 200 } });

/** A sound model of one operation, with what a test puts in its place. */
export function pets(change: {
  readonly service?: Json;
  readonly operation?: Json;
  readonly input?: Json;
  readonly output?: Json;
  readonly shapes?: Json;
}): string {
  const shapes = {
    "a#Pets": {
      type: "service",
      version: "1",
      operations: [{ target: "a#ListPets" }],
      traits: { "aws.protocols#restJson1": {}, ...change.service },
    },
    "a#ListPets": {
      type: "operation",
      input: { target: "a#ListPetsRequest" },
      output: { target: "a#ListPetsResponse" },
      traits: change.operation ?? http("/pets"),
    },
    "a#ListPetsRequest": { type: "structure", members: { NextToken: string, Owner: string, ...change.input } },
    "a#ListPetsResponse": {
      type: "structure",
      members: { NextToken: string, Pets: { target: "a#PetList" }, State: string, ...change.output },
    },
    "a#PetList": { type: "list", member: { target: "a#Pet" } },
    "a#Pet": { type: "structure", members: { Name: { ...string, traits: { "smithy.api#required": {} } } } },
    ...change.shapes,
  };
  return JSON.stringify({ smithy: "2.0", shapes }, null, 2);
}

export interface Found {
  readonly code: string;
  readonly shape: string | undefined;
  readonly message: string;
  readonly hint: string | undefined;
  /** The text at the place, to the end of its line. */
  readonly at: string;
}

export function found(text: string): readonly Found[] {
  const diagnostics = new Diagnostics();
  const ast = readSmithy([{ file: "model.json", json: JSON.parse(text) }], diagnostics);
  const model = buildModel(ast, diagnostics);
  expect(diagnostics.all).toEqual([]);
  if (model === undefined) throw new Error("no model");
  lint(model, (id, steps, key) => ast.place(id, steps, key), diagnostics);
  return diagnostics.all.map(({ code, shape, message, hint, place }) => {
    expect(place?.file).toBe("model.json");
    const position = place === undefined ? undefined : locate(text, place);
    if (position === undefined) throw new Error(`${code} has no place`);
    const line = text.split("\n")[position.line - 1] ?? "";
    return { code, shape, message, hint, at: line.slice(position.column - 1) };
  });
}

/** One fault and no other; texts in `message` and `hint` as substrings. */
export function expectOne(text: string, code: string, shape: string, at: string, message: string, hint?: string): void {
  const all = found(text);
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ code, shape });
  expect(all[0]?.at).toBe(at);
  expect(all[0]?.message).toContain(message);
  if (hint !== undefined) expect(all[0]?.hint).toContain(hint);
}
