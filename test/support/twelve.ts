/**
 * The twelve services that are held against the official clients and against moto: which model each is made from, and the
 * built packages under the official names, in a folder that git does not see.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "./shared-folder.ts";
import { run, SWAGE } from "./workshop.ts";

export const INTEROP: string = join(repositoryRoot, "test", ".work", "interop");
const SHARED = resolve(repositoryRoot, process.env["SWAGE_SHARED"] ?? "../shared", "models");
const CLIENTS = join(INTEROP, "clients");

/** By the name behind `@aws-sdk/client-`. EC2 has no Smithy model there. */
export const TWELVE: readonly string[] = [
  "cloudwatch",
  "cloudwatch-logs",
  "dynamodb",
  "ec2",
  "iam",
  "kms",
  "lambda",
  "route-53",
  "s3",
  "sns",
  "sqs",
  "sts",
];

export const modelOf = (name: string): string =>
  name === "ec2" ? join(SHARED, "botocore/ec2/2016-11-15") : join(SHARED, "smithy", `${name}.json`);

/** The folder of a generated client. */
export const folderOf = (name: string): string => join(CLIENTS, name);

/** Makes all that are not there as they should be. Throws what swage says when it refuses. */
export function generateTwelve(names: readonly string[] = TWELVE): void {
  mkdirSync(CLIENTS, { recursive: true });
  const config = join(CLIENTS, `${names.length === TWELVE.length ? "all" : names.join("-")}.config.json`);
  const services = names.map((name) => ({
    input: modelOf(name),
    output: name,
    package: { name: `@aws-sdk/client-${name}`, version: "3.1169.0" },
  }));
  writeFileSync(config, JSON.stringify({ services }));
  const made = run(process.execPath, [SWAGE, "generate", "--config", config], CLIENTS);
  if (made.status !== 0) throw new Error(`${made.stdout}${made.stderr}`);
}

export type Exports = Readonly<Record<string, unknown>>;

export const loadTwelve = async (name: string): Promise<Exports> =>
  (await import(/* @vite-ignore */ pathToFileURL(join(folderOf(name), "dist/index.js")).href)) as Exports;
