/**
 * JSON values as the lines of a file, and how long each line is. A line is bytes as soon as its value is there: that of a large
 * service are megabytes, and neither values nor texts of them need to last. It knows nothing of what the values are.
 */
const LINE_END = 10;

export class Lines {
  readonly #lengths: number[] = [];
  #bytes: Buffer = Buffer.allocUnsafe(1 << 16);
  #end = 0;

  /** Bytes of each line, without its line end. */
  get lengths(): readonly number[] {
    return this.#lengths;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  add(value: unknown): void {
    const line = JSON.stringify(value);
    // No UTF-16 unit takes more than three bytes.
    this.#reserve(3 * line.length + 1);
    const length = this.#bytes.write(line, this.#end);
    this.#lengths.push(length);
    this.#end += length;
    this.#bytes[this.#end] = LINE_END;
    this.#end += 1;
  }

  #reserve(count: number): void {
    if (this.#bytes.length - this.#end >= count) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + count);
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
