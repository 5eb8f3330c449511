/** What the official client does not pass either, of `restJson1`. */
export const restJson1: Readonly<Record<string, string>> = {
  "RestJsonHttpPayloadWithUnsetUnion (request)": "the official client sends `{}`",
};
