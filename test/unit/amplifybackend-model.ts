/**
 * Reads model/amplifybackend as plain JSON, for the suites that check it. Deliberately not the generator's own reader: what
 * these suites find must not depend on the code that is built on the model.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { repositoryRoot } from "../support/shared-folder.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface AstReference {
  readonly target: string;
}
export interface AstMember extends AstReference {
  readonly traits?: JsonObject;
}

/** A shape of a Smithy JSON AST document, as far as AmplifyBackend uses the format. */
export interface AstShape {
  readonly type: string;
  readonly traits?: JsonObject;
  readonly members?: Readonly<Record<string, AstMember>>;
  readonly member?: AstMember;
  readonly input?: AstReference;
  readonly output?: AstReference;
  readonly errors?: readonly AstReference[];
  readonly operations?: readonly AstReference[];
}
export interface Ast {
  readonly smithy: string;
  readonly metadata: Json;
  readonly shapes: Readonly<Record<string, AstShape>>;
}

/** One trait that the overlay applies, and why. */
export interface OverlayEntry {
  readonly target: string;
  readonly trait: string;
  readonly value: Json;
  readonly reason: string;
}

export const namespace = "com.amazonaws.amplifybackend#";

const folder = resolve(repositoryRoot, "model/amplifybackend");

/** `model.json` as it stands on disk, and what it says. */
export const modelText: string = readFileSync(resolve(folder, "model.json"), "utf8");
export const model = JSON.parse(modelText) as Ast;

/** `overlay.json` as it stands on disk, and what it says. */
export const overlayText: string = readFileSync(resolve(folder, "overlay.json"), "utf8");
export const overlay = JSON.parse(overlayText) as {
  readonly service: string;
  readonly apply: readonly OverlayEntry[];
};

/** The shape with this id; fails the test that asks for one that is not there. */
export function shapeAt(ast: Ast, id: string): AstShape {
  const shape = ast.shapes[id];
  if (shape === undefined) throw new Error(`no shape ${id}`);
  return shape;
}

/** Ids of all shapes of one type, in file order. */
export function idsOf(ast: Ast, type: string): readonly string[] {
  return Object.keys(ast.shapes).filter((id) => ast.shapes[id]?.type === type);
}

/** Values of an enum in model order. */
export function enumValues(shape: AstShape): readonly Json[] {
  return Object.values(shape.members ?? {}).map((member) => member.traits?.["smithy.api#enumValue"] ?? null);
}

/** `documentation` stands for prose in these traits and in nothing else. */
const RULE_TRAITS = new Set(["smithy.rules#endpointRuleSet", "smithy.rules#endpointTests"]);

/** Every documentation string with its place, such as `shapes/…#Mode/members/API_KEY/traits`. */
export function* documentationOf(value: Json, place = "", inRules = false): Iterable<readonly [string, string]> {
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries())
      yield* documentationOf(item, `${place}/${index}`, inRules);
  } else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value as JsonObject)) {
      if (typeof item === "string" && isDocumentation(key, inRules)) yield [place, item];
      else yield* documentationOf(item, `${place}/${key}`, inRules || RULE_TRAITS.has(key));
    }
  }
}

/** The same value without any documentation, and without the trait maps that are empty then. */
export function withoutDocumentation(value: Json, inRules = false): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withoutDocumentation(item, inRules));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value as JsonObject)
    .filter(([key, item]) => !(typeof item === "string" && isDocumentation(key, inRules)))
    .map(([key, item]) => [key, withoutDocumentation(item, inRules || RULE_TRAITS.has(key))] as const)
    .filter(([key, item]) => !(key === "traits" && Object.keys(item as JsonObject).length === 0));
  return Object.fromEntries(entries);
}

function isDocumentation(key: string, inRules: boolean): boolean {
  return key === "smithy.api#documentation" || (inRules && key === "documentation");
}
