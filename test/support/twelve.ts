/**
 * The twelve services that are held against the official clients and against moto: which model each is made from, and the
 * built packages under the official names, in a folder that git does not see.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "./shared-folder.ts";
import { run, SWAGE } from "./workshop.ts";

export const INTEROP: string = join(repositoryRoot, "test", ".work", "interop");
const SHARED = resolve(repositoryRoot, process.env["SWAGE_SHARED"] ?? "../shared", "models");
const CLIENTS = join(INTEROP, "clients");
const BOTOCORE = join(INTEROP, "botocore-clients");

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

/** Of the official clients that libraries ask for. */
const VERSION = "3.1169.0";

/** Makes all that are not there as they should be, without what no suite looks at. Throws what swage says when it refuses. */
export function generateTwelve(names: readonly string[] = TWELVE): void {
  generate(CLIENTS, Object.fromEntries(names.map((name) => [name, modelOf(name)])));
}

/** Services that botocore calls otherwise. */
const IN_BOTOCORE: Readonly<Record<string, string>> = {
  "api-gateway": "apigateway",
  "cloudwatch-logs": "logs",
  "machine-learning": "machinelearning",
  "route-53": "route53",
  "s3-control": "s3control",
  sfn: "stepfunctions",
};

/** The same from botocore's models of May 2026, which the official clients that they are held against are as old as. */
export function generateFromBotocore(names: readonly string[] = TWELVE): void {
  const inputs = JSON.parse(readFileSync(join(INTEROP, "botocore.json"), "utf8")) as Readonly<Record<string, string>>;
  generate(BOTOCORE, Object.fromEntries(names.map((name) => [name, inputs[IN_BOTOCORE[name] ?? name] ?? ""])));
}

function generate(folder: string, inputs: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  const names = Object.keys(inputs);
  const config = join(folder, `${names.length === TWELVE.length ? "all" : names.join("-")}.config.json`);
  const services = names.map((name) => ({
    input: inputs[name],
    output: name,
    package: { name: `@aws-sdk/client-${name}`, version: VERSION },
  }));
  writeFileSync(config, JSON.stringify({ services, without: ["docs", "cli", "validators"] }));
  const made = run(process.execPath, [SWAGE, "generate", "--config", config], folder);
  if (made.status !== 0) throw new Error(`${made.stdout}${made.stderr}`);
}

export type Exports = Readonly<Record<string, unknown>>;

const load = async (folder: string): Promise<Exports> =>
  (await import(/* @vite-ignore */ pathToFileURL(join(folder, "dist/index.js")).href)) as Exports;

export const loadTwelve = (name: string): Promise<Exports> => load(folderOf(name));
export const loadFromBotocore = (name: string): Promise<Exports> => load(join(BOTOCORE, name));
