/** Percent-encodes all but RFC 3986's unreserved characters. */
export function uriEncode(text: string): string {
  if (/^[\w.~-]+$/.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
