/** JSON text of values whose type no table says, or that are not of the type that it says. */

/** Anything but what JSON text holds as it is. Lone surrogates are escaped; pairs take the slow way to the same text. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

export function quote(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** A value by its own type: it goes on the wire as it is, for the service to refuse. So does the official client. */
export function anything(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Number.isFinite(value) ? String(value) : `"${value}"`;
    case "object":
      return JSON.stringify(value);
    default:
      return String(value);
  }
}
