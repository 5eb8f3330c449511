/** Recorded command lines of the reference, run against the zoo: exit codes, output, and the requests that were sent. */
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../../templates/runtime/cli/program.ts";
import { describeWithShared, readShared, repositoryRoot } from "../support/shared-folder.ts";
import { testWorld } from "./cli-world.ts";
import { zoo, zooModule, zooTables } from "./cli-zoo-model.ts";
import { type SentRequest, zooServer } from "./cli-zoo-server.ts";

interface Case {
  readonly args: readonly string[];
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly body: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  }[];
}

/** Where swage does better than what was recorded, or differently on purpose. A case here that agrees again fails. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "do-all --str s --req-flag --item Id=i --int abc": "252 for an integer that is none, as for a long (C4)",
  "do-all --str s --req-flag --item Id=i --int 1.5": "252 for an integer that is none, as for a long (C4)",
  "do-all --str s --req-flag --item Id=i --item Count=abc": "252 for an integer that is none (C7.5)",
  "do-all --str s --req-flag --item Id=i --data hello": "252 for text that is no base64 (C4)",
  "do-all --str s --req-flag --item Id=i --data not base64!": "252 for text that is no base64 (C4)",
  "do-all --generate-cli-skeleton": "blobs are empty text, and of a union the first member stands (C9.1)",
  "do-all --generate-cli-skeleton yaml-input":
    "of a union the first member stands; two blanks before every comment (C9)",
};

const folder = resolve(repositoryRoot, process.env.SWAGE_SHARED ?? "../shared", "spec/vectors");
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function seen(sent: readonly SentRequest[], expected: Case["requests"]) {
  return sent.map(({ method, path, body, headers }, index) => {
    const want = expected[index];
    return {
      method,
      path,
      body: typeof want?.body === "string" ? body : withoutUuids(JSON.parse(body)),
      ...(want?.headers === undefined
        ? {}
        : { headers: Object.fromEntries(Object.keys(want.headers).map((key) => [key, header(headers, key)])) }),
    };
  });
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function withoutUuids(body: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, typeof value === "string" && UUID.test(value) ? "<uuid>" : value]),
  );
}

describeWithShared("recorded command lines", () => {
  const before = { ...process.env };
  beforeAll(() => {
    Object.assign(process.env, { AWS_MAX_ATTEMPTS: "1", TZ: "UTC", AWS_CONFIG_FILE: "/nobody/config" });
  });
  afterAll(() => {
    process.env = before;
  });

  const { cases } = JSON.parse(readShared("spec/vectors/cli-cases.json")) as { readonly cases: readonly Case[] };
  const model = zoo();
  const tables = zooTables(model);

  async function outcome({ args, requests }: Case) {
    const sent: SentRequest[] = [];
    const world = testWorld({ ...tables, module: zooModule(model, zooServer(sent)), folder });
    const globals = ["--endpoint-url", "http://127.0.0.1:1", "--no-sign-request", "--region", "us-east-1"];
    const words = args.includes("--endpoint-url") ? [...args] : [...globals, ...args];
    const exit = await run(words, world);
    return { exit, stdout: world.out(), requests: seen(sent, requests), stderr: world.err() };
  }

  it.each(cases.map((one) => [one.args.join(" "), one] as const))("%s", async (name, recorded) => {
    const { exit, stdout, requests, stderr } = await outcome(recorded);
    const got = { exit, stdout, requests };
    const want = { exit: recorded.exit, stdout: recorded.stdout, requests: recorded.requests };
    const reason = DIFFERENT[name];
    if (reason !== undefined) {
      expect(got, `now as recorded: take it off the list (${reason})`).not.toEqual(want);
      return;
    }
    expect(got, stderr).toEqual(want);
    // The words are swage's own; what kind of error it is, and that nothing is said on success, are the contract.
    expect(stderr === "").toBe(recorded.stderr === "");
    expect(kindOf(stderr)).toBe(kindOf(recorded.stderr));
  });
});

/** `(ParamValidation)`, `(NotFoundException) when calling the ListThings operation`. */
function kindOf(stderr: string): string {
  return (
    /An error occurred \(\w+\)(?: when calling the \w+ operation(?: \(reached max retries: \d+\))?)?/.exec(
      stderr,
    )?.[0] ?? ""
  );
}
