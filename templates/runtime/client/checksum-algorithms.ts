/**
 * The checksums that bodies are sent and received with, by the names that models give them. Node's own where it has them;
 * the others from the official client's packages.
 */
import { Crc32cJs, Crc64NvmeJs } from "@aws-sdk/checksums/crc";
import { Crc32Js, Md5Js } from "@smithy/core/checksum";
import { builtinNow } from "../http/builtin.ts";

/** Smithy's own shape of a checksum. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  digest(): Promise<Uint8Array>;
  reset(): void;
}
export interface ChecksumConstructor {
  new (): Checksum;
}

/** Node's `zlib.crc32` from 20.15 and 22.2 on, else in JavaScript. */
export class Crc32 implements Checksum {
  private value = 0;
  private readonly js: Checksum | undefined;
  private readonly crc32: ((bytes: Uint8Array, value?: number) => number) | undefined;
  constructor() {
    this.crc32 = (builtinNow("node:zlib") as { crc32?: (bytes: Uint8Array, value?: number) => number })?.crc32;
    if (this.crc32 === undefined) this.js = new Crc32Js();
  }
  update(bytes: Uint8Array): void {
    if (this.crc32 !== undefined) this.value = this.crc32(bytes, this.value);
    else this.js?.update(bytes);
  }
  async digest(): Promise<Uint8Array> {
    if (this.js !== undefined) return this.js.digest();
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, this.value);
    return bytes;
  }
  reset(): void {
    this.value = 0;
    this.js?.reset();
  }
}

/** A hash of Node's, or of the web's, which wants all bytes at once. */
abstract class Hash implements Checksum {
  protected abstract readonly node: string;
  protected abstract web(bytes: Uint8Array): Promise<Uint8Array>;
  private parts: Uint8Array[] = [];
  private hash: { update(bytes: Uint8Array): unknown; digest(): Uint8Array } | undefined;
  update(bytes: Uint8Array): void {
    this.hash ??= builtinNow("node:crypto")?.createHash(this.node);
    if (this.hash !== undefined) this.hash.update(bytes);
    else this.parts.push(bytes.slice());
  }
  async digest(): Promise<Uint8Array> {
    this.update(new Uint8Array());
    return this.hash?.digest() ?? this.web(new Uint8Array(await new Blob(this.parts as BlobPart[]).arrayBuffer()));
  }
  reset(): void {
    this.parts = [];
    this.hash = undefined;
  }
}

export class Sha1 extends Hash {
  protected readonly node = "sha1";
  protected async web(bytes: Uint8Array): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.digest("SHA-1", bytes as BufferSource));
  }
}

export class Md5 extends Hash {
  protected readonly node = "md5";
  protected async web(bytes: Uint8Array): Promise<Uint8Array> {
    const hash = new Md5Js();
    hash.update(bytes);
    return hash.digest();
  }
}

export const ALGORITHMS: Readonly<Record<string, ChecksumConstructor>> = {
  CRC32: Crc32,
  CRC32C: Crc32cJs,
  CRC64NVME: Crc64NvmeJs,
  SHA1: Sha1,
};
