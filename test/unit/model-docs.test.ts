/**
 * The documentation of model/amplifybackend: complete, plain CommonMark, true to the names in the model, and written by us.
 *
 * Taste is not tested here; only what can be decided: that every text is there, that it holds no HTML, that what it mentions
 * exists, and that it repeats no run of words from the real documentation.
 */
import { describe, expect, it } from "vitest";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import {
  type Ast,
  documentationOf,
  enumValues,
  idsOf,
  type Json,
  model,
  namespace,
  overlay,
  shapeAt,
} from "./amplifybackend-model.ts";

/** As many consecutive words as ours and the real texts may have in common, less one. */
const SHARED_RUN = 6;

const DEPRECATED = "**(DEPRECATED)**";

/** Every text that is ours: those of the model, and those of the overlay's examples and waiters. */
const texts = [
  ...documentationOf(model as unknown as Json, "model"),
  ...documentationOf(overlay as unknown as Json, "overlay"),
];

/** Texts of shapes and members; the endpoint rules have labels, not sentences. */
const sentences = texts.filter(([place]) => !place.includes("smithy.rules#"));

describe("the documentation of the model", () => {
  it("is there for the service, every operation, every shape and every member", () => {
    const missing = Object.entries(model.shapes).flatMap(([id, shape]) => [
      ...(isText(shape.traits?.["smithy.api#documentation"]) ? [] : [id]),
      ...Object.entries(shape.members ?? {})
        .filter(([, member]) => !isText(member.traits?.["smithy.api#documentation"]))
        .map(([name]) => `${id}$${name}`),
    ]);
    expect(missing).toEqual([]);
    expect(sentences.length).toBeGreaterThan(500);
  });

  it("consists of sentences", () => {
    const wrong = sentences.filter(
      ([, text]) => !/^(\*\*\(DEPRECATED\)\*\* )?[A-Z`].*\.$/s.test(text) || / {2}| \n|\n{3}/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it("is CommonMark without HTML: no tags, no entities, closed code spans", () => {
    const wrong = texts.filter(
      ([, text]) => /<\/?[A-Za-z!]|&[a-z]+;|&#/.test(text) || text.split("`").length % 2 === 0,
    );
    expect(wrong).toEqual([]);
  });

  it("fits a hover", () => {
    expect(sentences.filter(([place, text]) => text.length > 280 && !place.includes("#AmplifyBackend/"))).toEqual([]);
  });

  it("names operations in one to three sentences", () => {
    for (const id of idsOf(model, "operation")) {
      const text = String(shapeAt(model, id).traits?.["smithy.api#documentation"]);
      expect(text.split(/(?<=\.)\s/).length, `${id}: ${text}`).toBeLessThanOrEqual(3);
    }
  });

  it("mentions only operations, members and values that the model has", () => {
    const known = new Set<unknown>(["AppSync"]);
    for (const [id, shape] of Object.entries(model.shapes)) {
      known.add(id.slice(namespace.length));
      for (const name of Object.keys(shape.members ?? {})) known.add(name);
      if (shape.type === "enum") for (const value of enumValues(shape)) known.add(value);
    }
    // Statuses of a job are plain strings in the model; the overlay's waiter is where they are written down.
    for (const match of JSON.stringify(overlay).matchAll(/"expected":"(\w+)"/g)) known.add(match[1]);
    const mentions = texts.flatMap(([place, text]) =>
      [...text.matchAll(/`([A-Z]\w+)`/g)].map((match) => [place, match[1]] as const),
    );
    expect(mentions.filter(([, name]) => !known.has(name))).toEqual([]);
    expect(mentions.length).toBeGreaterThan(50);
  });

  it("marks the whole of the forgotten-password setup as deprecated, and nothing else", () => {
    const marked = sentences.filter(([, text]) => text.startsWith(DEPRECATED)).map(([place]) => place);
    const expected = sentences.filter(([place]) => /ForgotPassword/.test(place)).map(([place]) => place);
    expect(marked).toEqual(expected);
    expect(marked).toHaveLength(10);
  });
});

describeWithShared("the documentation of the model, against the real one", () => {
  const real = (): Ast => JSON.parse(readShared("models/smithy/amplifybackend.json")) as Ast;

  it(`repeats no run of ${SHARED_RUN} words`, () => {
    const theirs = new Set([...documentationOf(real() as unknown as Json)].flatMap(([, text]) => runsOf(text)));
    expect(theirs.size).toBeGreaterThan(300);
    const repeated = texts.flatMap(([place, text]) =>
      runsOf(text).flatMap((run) => (theirs.has(run) ? [`${place}: ${run}`] : [])),
    );
    expect(repeated).toEqual([]);
  });

  it("marks the same places as deprecated", () => {
    const marked = (ast: Ast): readonly string[] =>
      [...documentationOf(ast as unknown as Json)]
        .filter(([, text]) => text.includes("(DEPRECATED)"))
        .map(([place]) => place);
    expect(marked(model)).toEqual(marked(real()));
  });
});

function isText(value: Json | undefined): boolean {
  return typeof value === "string" && value.trim() !== "";
}

/** Every run of `SHARED_RUN` consecutive words, without tags, punctuation and capitals. */
function runsOf(text: string): readonly string[] {
  const words =
    text
      .replace(/<[^>]+>/g, " ")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.slice(SHARED_RUN - 1).map((_, index) => words.slice(index, index + SHARED_RUN).join(" "));
}
