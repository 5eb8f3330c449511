/** SHA-256 and HMAC over the Web Crypto interface, in the form that signers take: for browsers and other platforms without `node:crypto`. */
import type { SourceData } from "./settings.ts";

export function bytesOf(data: SourceData): Uint8Array<ArrayBuffer> {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return new Uint8Array(data);
}

export class WebSha256 {
  private readonly secret: Uint8Array<ArrayBuffer> | undefined;
  private parts: Uint8Array[] = [];

  constructor(secret?: SourceData) {
    this.secret = secret === undefined ? undefined : bytesOf(secret);
  }

  update(data: SourceData): void {
    this.parts.push(bytesOf(data));
  }

  /** Throws where the page is not a secure context: browsers keep `crypto.subtle` from those. */
  async digest(): Promise<Uint8Array> {
    const subtle = globalThis.crypto?.subtle;
    if (subtle === undefined) {
      throw new Error(
        "Requests cannot be signed here: crypto.subtle is only there in secure contexts (https, localhost).",
      );
    }
    const data = new Uint8Array(await new Blob(this.parts as BlobPart[]).arrayBuffer());
    if (this.secret === undefined) return new Uint8Array(await subtle.digest("SHA-256", data));
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await subtle.importKey("raw", this.secret, algorithm, false, ["sign"]);
    return new Uint8Array(await subtle.sign(algorithm, key, data));
  }

  reset(): void {
    this.parts = [];
  }
}
