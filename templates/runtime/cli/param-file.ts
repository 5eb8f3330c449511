/** `file://` and `fileb://` (C5): the content takes the place of the value. Where that is allowed, the callers decide. */
import { type Failure, valueFailure } from "./failure.ts";
import type { World } from "./world.ts";

/** The value, or what the file that it names holds. `option` stands in messages. */
export type LoadFile = (value: string, option: string) => string | Uint8Array;

export function fileLoader(world: World): LoadFile {
  return (value, option) => {
    const binary = value.startsWith("fileb://");
    if (!binary && !value.startsWith("file://")) return value;
    const path = expandPath(value.slice(binary ? 8 : 7), world);
    let bytes: Uint8Array;
    try {
      bytes = world.readFile(path);
    } catch (error) {
      throw fileFailure(option, value, path, error);
    }
    return binary ? new Uint8Array(bytes) : decode(bytes, option, value, path, world);
  };
}

function decode(bytes: Uint8Array, option: string, value: string, path: string, world: World): string {
  const encoding = world.env.AWS_CLI_FILE_ENCODING ?? "utf-8";
  try {
    // The reference keeps a byte order mark; JSON and YAML then fail on it, so it goes.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw valueFailure(
      option,
      `Unable to load paramfile (${path}), text contents could not be decoded.  ` +
        `If this is a binary file, please use the fileb:// prefix instead of the file:// prefix. (${value})`,
    );
  }
}

/** What the system said, in the words of the reference. */
export function fileFailure(option: string, value: string, path: string, error: unknown): Failure {
  return valueFailure(option, `Unable to load paramfile ${value}: ${systemReason(path, error)}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "[Errno 2] No such file or directory",
  EACCES: "[Errno 13] Permission denied",
  EISDIR: "[Errno 21] Is a directory",
  ENOTDIR: "[Errno 20] Not a directory",
  EROFS: "[Errno 30] Read-only file system",
  ENOSPC: "[Errno 28] No space left on device",
};

/** `[Errno 2] No such file or directory: '/nope'` */
export function systemReason(path: string, error: unknown): string {
  const reason = REASONS[(error as NodeJS.ErrnoException)?.code ?? ""];
  return reason === undefined ? String((error as Error)?.message ?? error) : `${reason}: '${path}'`;
}

/** `~`, `$NAME` and `${NAME}` stand for what the environment says; an unknown name stays as it is. */
export function expandPath(path: string, { env }: World): string {
  const home = env.HOME ?? env.USERPROFILE ?? "~";
  const expanded = path === "~" || path.startsWith("~/") ? home + path.slice(1) : path;
  return expanded.replace(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (text, plain: string, braced: string) => env[plain ?? braced] ?? text,
  );
}
