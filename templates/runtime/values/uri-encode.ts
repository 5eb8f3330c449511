/** Percent-encodes all but the unreserved characters of RFC 3986: labels, queries and forms, and what is signed of them. */
export function uriEncode(text: string): string {
  if (/^[\w.~-]+$/.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
