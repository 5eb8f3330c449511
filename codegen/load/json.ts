/**
 * JSON text to values, with every fault in the text. The platform's parser does the reading; another says what is wrong where
 * that one gives up. It knows no model.
 */
import { createRequire } from "node:module";
import type * as Jsonc from "jsonc-parser";
import type { Diagnostics } from "../diagnostics.ts";

const require = createRequire(import.meta.url);
/** Loaded on the first fault, never on the way to a finished package. */
const jsonc = (): typeof Jsonc => require("jsonc-parser") as typeof Jsonc;

const MODEL_HINT = "the model has to be JSON (a .smithy file is not read yet)";

/** Parses a text; every fault in it becomes a diagnostic with `hint`, and the result is then `undefined`. */
export function parseJson(file: string, text: string, diagnostics: Diagnostics, hint: string = MODEL_HINT): unknown {
  const clean = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return JSON.parse(clean) as unknown;
  } catch {
    const faults: Jsonc.ParseError[] = [];
    try {
      jsonc().parse(text, faults, { disallowComments: true, allowTrailingComma: false });
    } catch {
      // Nested deeper than the other parser can go.
      faults.length = 0;
    }
    for (const fault of faults.slice(0, 10)) {
      const name = jsonc().printParseErrorCode(fault.error);
      diagnostics.report("SW1001", `${EXPLAIN[name] ?? name}.`, {
        place: { file, offset: fault.offset },
        hint: clean.trim() === "" ? "the file is empty" : hint,
      });
    }
    if (faults.length === 0) diagnostics.report("SW1001", "The text is not JSON.", { place: { file, offset: 0 } });
    return undefined;
  }
}

const EXPLAIN: Readonly<Record<string, string>> = {
  InvalidSymbol: "This word is no JSON value",
  InvalidNumberFormat: "This number is malformed",
  PropertyNameExpected: "A key in double quotes is expected here",
  ValueExpected: "A value is expected here",
  ColonExpected: "A colon is expected here",
  CommaExpected: "A comma is expected here",
  CloseBraceExpected: "A closing brace is missing",
  CloseBracketExpected: "A closing bracket is missing",
  EndOfFileExpected: "The text should have ended here",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfString: "This string has no end",
  InvalidUnicode: "This unicode escape is malformed",
  InvalidEscapeCharacter: "This escape is not one of JSON's",
  InvalidCharacter: "This character may not stand in a string",
};
