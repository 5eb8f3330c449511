/** moto, the mock of the services in Python, as a process on a free port of loopback. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { INTEROP } from "./twelve.ts";

const SERVER = join(INTEROP, "moto", "bin", "moto_server");

export class Moto {
  /** The one that was started last in this process. */
  static running: Moto | undefined;
  readonly endpoint: string;
  readonly #child: ChildProcess;

  private constructor(endpoint: string, child: ChildProcess) {
    this.endpoint = endpoint;
    this.#child = child;
  }

  /** Resolves when it answers. */
  static start(): Promise<Moto> {
    if (!existsSync(SERVER)) throw new Error(`${SERVER} is missing: node test/interop/install.mjs`);
    const child = spawn(SERVER, ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "pipe", "pipe"] });
    return new Promise((resolve, reject) => {
      let said = "";
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        const found = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
        if (found === undefined) return;
        Moto.running = new Moto(found, child);
        resolve(Moto.running);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.on("exit", () => reject(new Error(`moto ended:\n${said}`)));
    });
  }

  /** What a client is told to talk to it. */
  get config(): { readonly region: string; readonly endpoint: string; readonly credentials: object } {
    return {
      region: "us-east-1",
      endpoint: this.endpoint,
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    };
  }

  stop(): void {
    this.#child.kill("SIGKILL");
  }
}
