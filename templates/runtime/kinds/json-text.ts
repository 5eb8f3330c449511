/** JSON text of values whose type no table says, or that are not of the type that it says. */

/** Anything but what JSON text holds as it is. Lone surrogates are escaped; pairs take the slow way to the same text. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

export function quote(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** A value by its own type: it goes on the wire as it is, for the service to refuse. So does the official client. */
export function anything(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "object") return JSON.stringify(value);
  return typeof value === "number" && !Number.isFinite(value) ? `"${value}"` : String(value);
}
