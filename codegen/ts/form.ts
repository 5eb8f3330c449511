/**
 * A module is printed for people (`print.ts`) and built (`built.ts`). What only TypeScript reads inside an expression or a
 * statement is marked by who writes it, so that scripts are the same text without it.
 *
 *     typeOnly("<Pet>")          z.custom<Pet>(…) in the source, z.custom(…) in the script
 */

/** Characters that no printed text has by itself: in strings, JSON escapes them. */
const BEGIN = "\u0001";
const END = "\u0002";

/** A part that stands in the source alone: type arguments, `as T`, the type of a parameter. */
export const typeOnly = (text: string): string => `${BEGIN}${text}${END}`;

/** The text as the source has it. */
export const inSource = (text: string): string =>
  text.includes(BEGIN) ? text.replaceAll(BEGIN, "").replaceAll(END, "") : text;

/** The text as the script has it. */
export function inScript(text: string): string {
  if (!text.includes(BEGIN)) return text;
  const [first = "", ...rest] = text.split(BEGIN);
  return first + rest.map((part) => part.slice(part.indexOf(END) + END.length)).join("");
}
