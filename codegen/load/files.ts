/**
 * Which files make one model: from what a user names (a file or a folder) to paths and the form that they are in. It looks
 * at names and opens nothing; it is light, since every run begins here.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const FORMS = ["smithy", "botocore"] as const;
export type Form = (typeof FORMS)[number];

export interface ModelFiles {
  readonly form: Form;
  /** The file or files that are the model; of botocore, `service-2.json` or what stands for it. */
  readonly models: readonly string[];
  /** What botocore keeps beside it, by what it is. */
  readonly beside: Readonly<Partial<Record<Beside, string>>>;
  readonly overlay?: string;
}

/** Why there are no files: the sentence that a user gets. */
export interface NoFiles {
  readonly code: "SW4003" | "SW4005";
  readonly message: string;
  readonly hint: string;
}

const OVERLAY = "overlay.json";
const BESIDE = {
  serviceExtras: "service-2.sdk-extras.json",
  paginators: "paginators-1.json",
  paginatorExtras: "paginators-1.sdk-extras.json",
  waiters: "waiters-2.json",
  examples: "examples-1.json",
  rules: "endpoint-rule-set-1.json",
} as const;
export type Beside = keyof typeof BESIDE;
/** A file that is a botocore service by its name; what stands before it stands before its siblings, too. */
const SERVICE = /^(.*)service-2\.json(\.gz)?$/;
/** Names of botocore's files, none of which is a Smithy model. */
const BOTOCORE =
  /(service-2|paginators-1|waiters-2|examples-1|endpoint-rule-set-1|endpoint-bdd-1)(\.sdk-extras)?\.json(\.gz)?$/;
const VERSION = /^\d{4}-\d{2}-\d{2}/;

/** The files of an input. `form` chooses where an input could be read in two. */
export function filesOf(input: string, form?: Form, overlay?: string): ModelFiles | NoFiles {
  const stat = statSync(input, { throwIfNoEntry: false });
  if (stat === undefined)
    return {
      code: "SW4003",
      message: `There is no file or folder ${input}.`,
      hint: "give a model file, or a folder that holds one",
    };
  if (!stat.isDirectory() && !stat.isFile())
    return {
      code: "SW4003",
      message: `${input} is neither a file nor a folder.`,
      hint: "a model is read more than once: write what comes out of a pipe into a file first",
    };
  const found = stat.isDirectory() ? inFolder(input, form) : ofFile(input, form);
  if ("code" in found || overlay === undefined) return found;
  return { ...found, overlay };
}

/** A file that is called otherwise than botocore's is taken for Smithy's until it has been read. */
function ofFile(path: string, form: Form | undefined): ModelFiles {
  const prefix = SERVICE.exec(basename(path))?.[1];
  if (form === "smithy" || (form === undefined && prefix === undefined))
    return { form: "smithy", models: [path], beside: {} };
  return { form: "botocore", models: [path], beside: prefix === undefined ? {} : besideOf(dirname(path), prefix) };
}

/** Siblings may be packed, too. */
function besideOf(
  folder: string,
  prefix: string,
  names: readonly string[] = readdirSync(folder),
): ModelFiles["beside"] {
  const found: Partial<Record<Beside, string>> = {};
  for (const [kind, name] of Object.entries(BESIDE)) {
    const one = [prefix + name, `${prefix}${name}.gz`].find((candidate) => names.includes(candidate));
    if (one !== undefined) found[kind as Beside] = join(folder, one);
  }
  return found;
}

function inFolder(folder: string, form: Form | undefined): ModelFiles | NoFiles {
  const names = readdirSync(folder).sort();
  const overlay = names.includes(OVERLAY) ? { overlay: join(folder, OVERLAY) } : {};
  const service = names.find((name) => name === "service-2.json") ?? names.find((name) => name === "service-2.json.gz");
  const others = names.filter((name) => name.endsWith(".json") && name !== OVERLAY && !BOTOCORE.test(name));
  const smithy = others.includes("model.json") ? ["model.json"] : others;
  if (service !== undefined && smithy.length > 0 && form === undefined)
    return {
      code: "SW4005",
      message: `The folder ${folder} holds a botocore model (${service}) and other models (${smithy.slice(0, 3).join(", ")}).`,
      hint: "say which is meant: --format smithy, or --format botocore",
    };
  if (service !== undefined && form !== "smithy")
    return { form: "botocore", models: [join(folder, service)], beside: besideOf(folder, "", names), ...overlay };
  if (smithy.length > 0 && form !== "botocore")
    return { form: "smithy", models: smithy.map((name) => join(folder, name)), beside: {}, ...overlay };
  const newest = names.findLast((name) => VERSION.test(name) && hasService(join(folder, name)));
  if (newest !== undefined && form !== "smithy") {
    const below = inFolder(join(folder, newest), "botocore");
    return "code" in below ? below : { ...overlay, ...below };
  }
  return {
    code: "SW4003",
    message: `The folder ${folder} holds no ${form === undefined ? "" : `${form} `}model.`,
    hint: "a folder holds model.json, other Smithy files, a botocore service-2.json, or versions of one",
  };
}

const hasService = (folder: string): boolean =>
  existsSync(join(folder, "service-2.json")) || existsSync(join(folder, "service-2.json.gz"));

/** Every file that a run reads. */
export const allFiles = ({ models, beside, overlay }: ModelFiles): readonly string[] => [
  ...models,
  ...Object.values(beside),
  ...(overlay === undefined ? [] : [overlay]),
];
