/**
 * The schema that a `swage.config.json` is checked against, published as JSON Schema for editors. zod loads only when there
 * is a config file to check. It knows nothing of models.
 */
import { createRequire } from "node:module";
import type * as Zod from "zod";
import { type Diagnostics, nearest } from "./diagnostics.ts";
import type { Config } from "./options.ts";

/** Source: npm, package.json's `name`; `{name}` is put in later. */
const PART = "(?:[a-z0-9~-]|\\{name\\})(?:[a-z0-9._~-]|\\{name\\})*";
const PACKAGE_NAME = new RegExp(`^(?:@${PART}/)?${PART}$`);

/** The schema of `swage.config.json`. */
function configSchema(): Zod.ZodType<Config> {
  const { z } = createRequire(import.meta.url)("zod") as typeof Zod;
  const packageOptions = z.strictObject({
    name: z
      .string()
      .regex(PACKAGE_NAME, "a name that npm takes is expected: lower case, perhaps with a scope")
      .optional()
      .meta({ description: "npm name of the generated package. Default: kebab name of the service's sdkId." }),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/, "a version of three numbers is expected: 1.0.0, 2.1.0-beta.1")
      .optional()
      .meta({ description: "Version of the generated package. Default: 1.0.0." }),
    bin: z
      .string()
      .regex(/^([a-z0-9]|\{name\})([a-z0-9._-]|\{name\})*$/)
      .optional()
      .meta({ description: "Name of the command. Default: the package name without scope." }),
    description: z
      .string()
      .optional()
      .meta({ description: "The package's description. Default: made from the service's title." }),
  });
  const options = {
    required: z
      .enum(["strict", "nullable"])
      .optional()
      .meta({ description: "How required members are typed: present, or `T | undefined` as in the official clients." }),
    defaults: z.enum(["omit", "fill"]).optional().meta({
      description: "Whether members that are left out get the model's default: sent, and in what is received.",
    }),
    docs: z.enum(["pages", "page"]).optional().meta({
      description: "Whether the reference has a page for each operation, paginator, type … (default), or is one page.",
    }),
    protocol: z.string().min(1).optional().meta({
      description:
        "Which of the service's protocols the client speaks: rpcv2Cbor. Default: JSON before CBOR before query.",
    }),
    infer: z
      .boolean()
      .optional()
      .meta({ description: "Infer pagination where shapes leave one reading. Default: true." }),
    format: z.enum(["smithy", "botocore"]).optional().meta({
      description: "The form of the input, where a folder could be read as either.",
    }),
    only: z.array(z.string().min(1)).optional().meta({
      description: "Artifacts to make, with what they need: types, client. Default: all.",
    }),
    without: z.array(z.string().min(1)).optional().meta({ description: "Artifacts to leave out: docs, cli." }),
    package: packageOptions.optional().meta({
      description: "What the generated package is called; {name} is what the model's file or folder is called.",
    }),
  };
  const service = z.strictObject({
    input: z
      .string()
      .min(1)
      .meta({
        description:
          "A model file, a folder that holds a model, or a pattern for several (models/*/ is every folder in models). " +
          "Relative to this file.",
      }),
    output: z.string().min(1).meta({
      description:
        "The folder of the generated package, relative to this file; {name} is what the model's file or folder is called.",
    }),
    overlay: z.string().min(1).optional().meta({
      description: "What the model lacks, as trait applications with reasons. Default: overlay.json beside the model.",
    }),
    ...options,
  });
  return z.strictObject({
    $schema: z.string().optional().meta({ description: "Where editors find this schema." }),
    services: z.array(service).min(1).meta({ description: "The packages to generate." }),
    ...options,
  }) as unknown as Zod.ZodType<Config>;
}

/** The config as JSON Schema (draft 2020-12), for editors. */
export function configJsonSchema(): unknown {
  const { z } = createRequire(import.meta.url)("zod") as typeof Zod;
  return z.toJSONSchema(configSchema());
}

const KEYS = [
  "$schema",
  "services",
  "input",
  "output",
  "overlay",
  "required",
  "defaults",
  "protocol",
  "format",
  "only",
  "without",
  "infer",
  "package",
  "name",
  "version",
  "bin",
  "description",
];

/** Checks a parsed config; every fault is a diagnostic with its place, and the result is then `undefined`. */
export function checkConfig(file: string, json: unknown, diagnostics: Diagnostics): Config | undefined {
  const result = configSchema().safeParse(json);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        const close = nearest(key, KEYS);
        diagnostics.report("SW4001", `The key ${JSON.stringify(key)} is not known.`, {
          place: { file, path: [...path, key], key: true },
          hint: close === undefined ? `known keys are in the schema: swage --help` : `did you mean "${close}"?`,
        });
      }
    } else
      diagnostics.report("SW4001", `${issue.message}${path.length > 0 ? ` (${path.join(".")})` : ""}.`, {
        place: { file, path },
      });
  }
  return undefined;
}
