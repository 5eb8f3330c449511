/**
 * Standard output. Files and pipes are written to at once, without the streams of Node: loading these takes longer than most
 * answers that need no call. A terminal, and a pipe that is full and does not wait, go through `process.stdout`.
 */
import { fstatSync, statSync, writeSync } from "node:fs";
import type { Sink } from "./world.ts";

const STDOUT = 1;

export class StandardOutput implements Sink {
  #stream: NodeJS.WriteStream | undefined;
  #isTTY: boolean | undefined;

  write(text: string): void {
    if (this.#stream === undefined && !this.isTTY) {
      const rest = writeNow(Buffer.from(text));
      if (rest.length > 0) this.#streaming().write(rest);
    } else this.#streaming().write(text);
  }

  get isTTY(): boolean {
    this.#isTTY ??= mayBeTerminal() && this.#streaming().isTTY === true;
    return this.#isTTY;
  }

  /** Of a terminal. */
  get columns(): number | undefined {
    return this.isTTY ? this.#streaming().columns : undefined;
  }

  #streaming(): NodeJS.WriteStream {
    if (this.#stream !== undefined) return this.#stream;
    this.#stream = process.stdout;
    this.#stream.on("error", (error: NodeJS.ErrnoException) => {
      if (!isClosed(error)) throw error;
    });
    return this.#stream;
  }
}

/** Only a device of characters can be a terminal, and the one that swallows everything is none. */
function mayBeTerminal(): boolean {
  const found = fstatSync(STDOUT);
  if (!found.isCharacterDevice()) return false;
  return found.rdev !== statSync("/dev/null", { throwIfNoEntry: false })?.rdev;
}

/** What is left when the reader of a pipe is slow. */
function writeNow(bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(STDOUT, rest));
  } catch (error) {
    if (isClosed(error)) return new Uint8Array();
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
  }
  return rest;
}

/** A reader that has seen enough closes the pipe: the rest is dropped quietly (C12.9). */
const isClosed = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "EPIPE";
