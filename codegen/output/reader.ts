/**
 * Reads files one after another, whole, into one piece of memory: for who looks at many and keeps none. `readFileSync` asks
 * for the size of each and for memory of its own, which is half of the time that a file of some kilobytes takes.
 */
import { closeSync, openSync, readSync } from "node:fs";

/** Bytes that most files fit into. */
const USUAL = 1 << 16;

/** What it gives holds until the next file is read; it throws what `node:fs` throws. */
export function reader(): (path: string) => Uint8Array {
  let memory = Buffer.allocUnsafeSlow(USUAL);
  return (path) => {
    const file = openSync(path, "r");
    try {
      let length = 0;
      for (;;) {
        length += readSync(file, memory, length, memory.length - length, null);
        // A file gives less than it is asked for at its end alone.
        if (length < memory.length) return memory.subarray(0, length);
        memory = Buffer.concat([memory], length * 2);
      }
    } finally {
      closeSync(file);
    }
  };
}
