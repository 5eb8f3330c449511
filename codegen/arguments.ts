/** The command line of swage itself: argv to a verb and its options. It knows the words, not what they do. */
import { parseArgs } from "node:util";

const VERBS = ["generate", "check", "validate", "inspect"] as const;
export type Verb = (typeof VERBS)[number];

export interface Command {
  readonly verb: Verb | "help" | "version";
  readonly inputs: readonly string[];
  readonly output?: string;
  readonly overlay?: string;
  readonly config?: string;
  readonly required?: string;
  readonly defaults?: string;
  readonly docs?: string;
  readonly protocol?: string;
  readonly format?: string;
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  readonly infer: boolean;
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

export const HELP = `swage: from one JSON service model to a finished client package

  swage generate -i <model> -o <folder>   model file or folder in, npm package out (-i again for more models)
  swage generate                          the services of swage.config.json
  swage check                             compare with what stands on disk; exit 1 when it is stale
  swage validate                          say what is wrong with the model, write nothing
  swage inspect                           print the Model as JSON

  -i, --input <path>      a model (Smithy JSON AST, or botocore's service-2.json), a folder that holds one, or a
                          pattern: 'models/*/' is every folder in models that holds one
  -o, --output <folder>   the package folder; {name} in it is what the model's file or folder is called
      --format <form>     smithy or botocore, where an input could be read as either
      --overlay <file>    what the model lacks, in place of overlay.json beside the model
      --config <file>     in place of swage.config.json
      --only <names>      artifacts to make, with what they need: types,client
      --without <names>   artifacts to leave out: docs,cli
      --required <how>    strict (default), or nullable: type required members as \`T | undefined\`
      --defaults <how>    omit (default), or fill: give members that are left out the model's default
      --docs <how>        pages (default): a page for each operation, type …; or page: all on one
      --protocol <name>   of several protocols, which the client speaks: rpcv2Cbor (default: JSON, then CBOR, then query)
      --no-infer          infer no pagination
      --force             overwrite files that were edited by hand
      --json              print one JSON object
      --quiet             print errors only
      --help, --version

Exit codes: 0 done, 1 something is wrong (it is printed), 2 the command line is not understood, 130 interrupted.
`;

/** @throws TypeError with a sentence for the user where the line is not understood. */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      input: { type: "string", short: "i", multiple: true },
      output: { type: "string", short: "o" },
      overlay: { type: "string" },
      config: { type: "string" },
      required: { type: "string" },
      defaults: { type: "string" },
      docs: { type: "string" },
      protocol: { type: "string" },
      format: { type: "string" },
      only: { type: "string", multiple: true },
      without: { type: "string", multiple: true },
      "no-infer": { type: "boolean" },
      force: { type: "boolean" },
      json: { type: "boolean" },
      quiet: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "v" },
    },
  });
  const inputs = [...(values.input ?? [])];
  const flags = {
    inputs,
    infer: values["no-infer"] !== true,
    force: values.force === true,
    json: values.json === true,
    quiet: values.quiet === true,
  };
  if (values.version === true) return { verb: "version", ...flags };
  const [verb, ...rest] = positionals;
  if (values.help === true || verb === undefined || verb === "help") return { verb: "help", ...flags };
  if (!(VERBS as readonly string[]).includes(verb))
    throw new TypeError(`There is no verb '${verb}'. Verbs are ${VERBS.join(", ")}.`);
  // A shell that expands `-i models/*.json` leaves all but the first as words of their own.
  if (inputs.length > 0) inputs.push(...rest);
  else if (rest.length > 0) throw new TypeError(`The word '${rest[0]}' is left over. A model is named with -i.`);
  if (values.required !== undefined && values.required !== "strict" && values.required !== "nullable") {
    throw new TypeError(`--required takes strict or nullable, not '${values.required}'.`);
  }
  if (values.defaults !== undefined && values.defaults !== "omit" && values.defaults !== "fill") {
    throw new TypeError(`--defaults takes omit or fill, not '${values.defaults}'.`);
  }
  if (values.docs !== undefined && values.docs !== "pages" && values.docs !== "page") {
    throw new TypeError(`--docs takes pages or page, not '${values.docs}'.`);
  }
  if (values.format !== undefined && values.format !== "smithy" && values.format !== "botocore") {
    throw new TypeError(`--format takes smithy or botocore, not '${values.format}'.`);
  }
  if (values.output !== undefined && inputs.length === 0)
    throw new TypeError("-o needs an -i: which model goes into the folder?");
  const given = (["output", "overlay", "config", "required", "defaults", "docs", "protocol", "format"] as const).filter(
    (one) => values[one] !== undefined,
  );
  const lists = (["only", "without"] as const).filter((one) => values[one] !== undefined);
  return {
    verb: verb as Verb,
    ...Object.fromEntries(given.map((one) => [one, values[one]])),
    ...Object.fromEntries(lists.map((one) => [one, namesIn(values[one] ?? [])])),
    ...flags,
  };
}

/** `docs,cli`, or the flag given twice. */
const namesIn = (words: readonly string[]): readonly string[] =>
  words.flatMap((one) => one.split(",").map((name) => name.trim())).filter((one) => one !== "");
