/** The article of a kind of shape in a sentence: an enum, an operation, a union, a list. */
export const withArticle = (kind: string): string => `${/^[aeio]/.test(kind) ? "an" : "a"} ${kind}`;
