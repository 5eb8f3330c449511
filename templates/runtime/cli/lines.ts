/**
 * Reads `commands.jsonl`: a command with all shapes that it reaches, or a page. Takes of the file only the blocks that hold
 * these lines; the generator writes what a command reaches close together.
 */
import { closeSync, openSync, readSync } from "node:fs";
import type { Command, CommandFacts, Key, Line, Shape } from "./table.ts";

const BLOCK = 16_384;

export class Lines {
  readonly #path: string;
  /** Where each line begins, in bytes, and behind the last one the end of the file. */
  readonly #starts: readonly number[];
  readonly #blocks = new Map<number, Buffer>();
  #file = -1;

  /** `lengths`: of every line in bytes, without its line break. */
  constructor(path: string, lengths: readonly number[]) {
    this.#path = path;
    const starts = [0];
    let at = 0;
    for (const length of lengths) {
      at += length + 1;
      starts.push(at);
    }
    this.#starts = starts;
  }

  page(line: Line): string {
    return this.#reading(() => JSON.parse(this.#text(line)) as string);
  }

  command(line: Line): Command {
    return this.#reading(() => {
      const facts = JSON.parse(this.#text(line)) as CommandFacts;
      const shapes: Record<Key, Shape> = {};
      const wanted = [facts.input, facts.output, ...facts.errors];
      for (let key = wanted.pop(); wanted.length > 0 || key !== undefined; key = wanted.pop()) {
        if (key === undefined || shapes[key] !== undefined) continue;
        const shape = JSON.parse(this.#text(Number(key))) as Shape;
        shapes[key] = shape;
        if ("members" in shape) for (const name in shape.members) wanted.push(shape.members[name]?.shape);
        else if (shape.type === "list") wanted.push(shape.member);
        else if (shape.type === "map") wanted.push(shape.key, shape.value);
      }
      return { ...facts, shapes };
    });
  }

  #reading<T>(read: () => T): T {
    this.#file = openSync(this.#path, "r");
    try {
      return read();
    } finally {
      closeSync(this.#file);
    }
  }

  #text(line: Line): string {
    const from = this.#starts[line] ?? 0;
    const to = (this.#starts[line + 1] ?? 0) - 1;
    const first = Math.floor(from / BLOCK);
    if (to <= (first + 1) * BLOCK) return this.#block(first).toString("utf8", from - first * BLOCK, to - first * BLOCK);
    // A line of several blocks is read by itself.
    return this.#bytes(from, to - from).toString("utf8");
  }

  #block(number: number): Buffer {
    const known = this.#blocks.get(number);
    if (known !== undefined) return known;
    const start = number * BLOCK;
    const bytes = this.#bytes(start, Math.min(BLOCK, (this.#starts.at(-1) ?? 0) - start));
    this.#blocks.set(number, bytes);
    return bytes;
  }

  #bytes(from: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const more = readSync(this.#file, bytes, read, length - read, from + read);
      if (more === 0) throw new Error("commands.jsonl is shorter than index.json says");
      read += more;
    }
    return bytes;
  }
}
