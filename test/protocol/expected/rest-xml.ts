/** What the official client does not pass either, of `restXml`. */
export const restXml: Readonly<Record<string, string>> = {
  S3PathAddressing: "the official client sends `/mybucket/`, with the slash that an operation's path begins with",
};
