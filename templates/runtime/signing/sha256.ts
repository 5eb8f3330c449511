/** SHA-256 and HMAC over the Web Crypto interface, in the form that signers take: for browsers and other platforms without `node:crypto`. */

import { joinBytes } from "../http/body.ts";
import type { Hash, HashConstructor, SourceData } from "../service/settings.ts";
import { toBytes } from "../values/base64.ts";

/** Web Crypto takes no shared memory, and types say so. */
type Bytes = Uint8Array<ArrayBuffer>;

function createSha256(secret?: SourceData): Hash {
  let parts: Uint8Array[] = [];
  return {
    update(data) {
      parts.push(toBytes(data) as Bytes);
    },
    /** Throws where the page is not a secure context: browsers keep `crypto.subtle` from those. */
    async digest() {
      const { subtle } = globalThis.crypto ?? {};
      if (subtle === undefined) {
        throw new Error(
          "Requests cannot be signed here: crypto.subtle is only there in secure contexts (https, localhost).",
        );
      }
      const data = joinBytes(parts) as Bytes;
      if (secret === undefined) return new Uint8Array(await subtle.digest("SHA-256", data));
      const algorithm = { name: "HMAC", hash: "SHA-256" };
      const key = await subtle.importKey("raw", toBytes(secret) as Bytes, algorithm, false, ["sign"]);
      return new Uint8Array(await subtle.sign(algorithm, key, data));
    },
    reset() {
      parts = [];
    },
  };
}

/** `new WebSha256()` hashes, `new WebSha256(key)` makes an HMAC. */
export const WebSha256: HashConstructor = createSha256 as never;
