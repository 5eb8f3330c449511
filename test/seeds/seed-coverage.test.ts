/**
 * Everything that the seed documents show of AmplifyBackend, found again on the generated pages: members at every level,
 * types, required marks, enum values, errors, paginator, utilities, and the command line's form. Wording is not compared:
 * the model has texts of its own.
 */
import { expect, it } from "vitest";
import { kebab, snake } from "../../codegen/plan/case.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import { planOfFolder, printedPages } from "../unit/docs-fixture.ts";
import {
  blocks,
  codeBlock,
  type Entry,
  entries,
  exceptionNames,
  requestTree,
  responseTree,
  section,
} from "./page-reader.ts";
import { type SeedParameter, seed, seedMethods, seedParameters } from "./seed-reader.ts";
import { facts, SyntaxReader } from "./syntax-tree.ts";

const plan = planOfFolder("amplifybackend");
const pages = printedPages(plan);

function pageAt(path: string): string {
  const found = pages.get(path);
  if (found === undefined) throw new Error(`no page ${path}`);
  return found;
}

/** The page of a method by its Python name. */
function pageOf(pythonName: string): string {
  const operation = plan.model.operations.find((one) => snake(one.name) === pythonName);
  if (operation === undefined) throw new Error(`no operation ${pythonName}`);
  return pageAt(`docs/client/${plan.method(operation)}.md`);
}

/** What a newer model has that an older seed cannot know: by method, the paths below which all is new. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  create_backend_auth: ["ResourceConfig.UserPoolConfigs.VerificationMessage"],
  update_backend_auth: ["ResourceConfig.UserPoolConfigs.VerificationMessage"],
  get_backend_auth: ["ResourceConfig.UserPoolConfigs.VerificationMessage"],
  get_backend: ["AmplifyFeatureFlags"],
  get_backend_api_models: ["ModelIntrospectionSchema"],
};

const without = (all: readonly string[], newer: readonly string[] = []): readonly string[] =>
  all.filter((fact) => !newer.some((path) => fact.startsWith(`${path} `) || fact.startsWith(`${path}.`)));

/** What a page's type is called in a seed. */
function pythonType(entry: Entry, pageEntries: readonly Entry[]): string {
  if (entry.type.endsWith("[]")) return "list";
  if (entry.type === "number") return "number";
  if (entry.type === "string" || entry.type === "boolean") return entry.type;
  return pageEntries.some((one) => one.path.startsWith(`${entry.path}.`)) ? "dict" : "string";
}

const comparable = (one: SeedParameter): SeedParameter =>
  one.type === "float" || one.type === "integer" ? { ...one, type: "number" } : one;

const parametersOf = (page: string, list: "request" | "response"): readonly SeedParameter[] => {
  const all = entries(page, list).filter(({ path }) => path !== "$metadata");
  return all.map((entry) => ({ path: entry.path, type: pythonType(entry, all), required: entry.required }));
};

describeWithShared("the pages of methods (seeds 000 and 001)", () => {
  for (const name of ["updateBackendConfig", "updateBackendAuth"] as const) {
    const text = seed(name);
    const page = pageAt(`docs/client/${name}.md`);
    const [method] = seedMethods(text);

    it(`${name}: title, breadcrumb, signature and the address of the API reference`, () => {
      expect(method?.name).toBe(snake(name));
      expect(page.split("\n")[0]).toBe(`# ${name}`);
      expect(page).toContain(`[AmplifyBackend](../index.md) / [Client](../index.md#client) / ${name}`);
      expect(codeBlock(section(page, "## Signature"), "ts")).toContain(`client.${name}(input: `);
      const address = /<(https:\/\/docs\.aws\.amazon\.com\/goto\/[^>]+)>/.exec(text)?.[1];
      expect(address).toBeDefined();
      expect(page).toContain(`](${address})`);
    });

    it(`${name}: request and response syntax, member by member`, () => {
      expect(method).toBeDefined();
      if (method === undefined) return;
      expect(facts(requestTree(page))).toEqual(facts(method.request));
      expect(facts(responseTree(page))).toEqual(facts(method.response));
    });

    it(`${name}: parameters and results with type and required mark, at every level`, () => {
      const expected = seedParameters(text);
      expect(expected.request.length).toBeGreaterThan(4);
      expect(parametersOf(page, "request")).toEqual(expected.request.map(comparable));
      expect(parametersOf(page, "response")).toEqual(expected.response.map(comparable));
    });

    it(`${name}: exceptions in the same order`, () => {
      expect(method?.exceptions).toHaveLength(4);
      expect(exceptionNames(page)).toEqual(method?.exceptions);
    });
  }
});

describeWithShared("the flattened page of update_backend_api (seed 002)", () => {
  it("has the same syntax, required marks, results and exceptions", () => {
    const [method] = seedMethods(seed("updateBackendApi"));
    if (method === undefined) throw new Error("seed 002 shows a method");
    const page = pageOf(method.name);
    expect(facts(requestTree(page))).toEqual(facts(method.request));
    expect(facts(responseTree(page))).toEqual(facts(method.response));
    expect(entries(page, "request").filter((one) => one.required)).toHaveLength(method.requiredMarks);
    expect(structureLines(page)).toEqual(method.structure);
    expect(exceptionNames(page)).toEqual(method.exceptions);
  });
});

/** `AppId (string)` for each result that has a name. */
const structureLines = (page: string, newer: readonly string[] = []): readonly string[] => {
  const all = entries(page, "response").filter(({ path }) => path !== "$metadata");
  return all
    .filter(
      ({ path }) => !path.endsWith(".element") && !newer.some((one) => path === one || path.startsWith(`${one}.`)),
    )
    .map((entry) => `${entry.name} (${pythonType(entry, all).replace("number", "float")})`);
};

describeWithShared("the one-page reference of the service (seed 003)", () => {
  const text = seed("service");
  const methods = seedMethods(text);

  it("shows 25 operations, and every one has a page", () => {
    expect(methods).toHaveLength(25);
    const index = pageAt("docs/index.md");
    for (const { name } of methods) {
      const operation = plan.model.operations.find((one) => snake(one.name) === name);
      expect(operation, name).toBeDefined();
      if (operation !== undefined) expect(index).toContain(`](client/${plan.method(operation)}.md)`);
    }
  });

  for (const method of methods) {
    it(`${method.name}: syntax, required marks, results, errors`, () => {
      const page = pageOf(method.name);
      const newer = NEWER[method.name];
      expect(without(facts(requestTree(page)), newer)).toEqual(facts(method.request));
      expect(without(facts(responseTree(page)), newer)).toEqual(facts(method.response));
      // The flattened page has lost the marks of nested members, and for two methods the names of results.
      const required = entries(page, "request").filter((one) => one.required && one.depth === 0);
      expect(required).toHaveLength(method.requiredMarks);
      if (method.structure.length > 0) expect(structureLines(page, newer)).toEqual(method.structure);
      expect(method.seeAlso).toBe(true);
      expect(page).toMatch(
        /\[API reference\]\(https:\/\/docs\.aws\.amazon\.com\/goto\/WebAPI\/amplifybackend-2020-08-11\/\w+\)/,
      );
      expect(exceptionNames(page)).toHaveLength(4);
    });
  }

  it("shows how a client is made, and the service's text", () => {
    expect(text).toContain("client = boto3.client('amplifybackend')");
    const index = pageAt("docs/index.md");
    expect(index).toContain("a low-level client for AmplifyBackend");
    expect(codeBlock(section(index, "## Client"), "ts")).toContain('new AmplifyBackend({ region: "us-east-1" })');
  });

  it("has a page for each utility that the seed explains", () => {
    const explained = {
      canPaginate: "Check if an operation can be paginated.",
      generatePresignedUrl: "Generate a presigned url given a client, its method, and arguments",
      getPaginator: "Create a paginator for an operation.",
      getWaiter: "Returns an object that can wait for some condition.",
    };
    const index = pageAt("docs/index.md");
    for (const [name, words] of Object.entries(explained)) {
      expect(text).toContain(words);
      expect(index).toContain(`](client/${name}.md)`);
      const page = pageAt(`docs/client/${name}.md`);
      expect(codeBlock(section(page, "## Signature"), "ts")).toContain(`client.${name}(`);
      expect(section(page, "## Returns").trim()).not.toBe("");
    }
    expect(entries(pageAt("docs/client/generatePresignedUrl.md"), "request").map(({ name }) => name)).toEqual([
      "clientMethod",
      "params",
      "expiresIn",
      "httpMethod",
      "body",
    ]);
  });

  it("lists methods by name, utilities among the operations", () => {
    const names = [...section(pageAt("docs/index.md"), "## Methods").matchAll(/^- \[(\w+)\]/gm)].map(
      ([, one = ""]) => one,
    );
    expect(names.map(snake)).toEqual([...names].map(snake).sort());
    expect(names).toHaveLength(plan.model.operations.length + 5);
  });

  it("explains the paginator: syntax, what it takes over, how many, how large, from where", () => {
    const start = text.indexOf("response_iterator = paginator.paginate");
    const request = new SyntaxReader(text, text.indexOf("(", start)).pythonArguments();
    const page = pageAt("docs/paginators/ListBackendJobs.md");
    const code = codeBlock(section(page, "## Request syntax"), "ts");
    const own = new SyntaxReader(code, code.lastIndexOf("{")).value();
    const paging = facts(request).filter((fact) => fact.startsWith("PaginationConfig"));
    expect(paging).toHaveLength(4);
    expect(facts(own)).toEqual(facts(request).filter((fact) => !fact.startsWith("PaginationConfig")));
    for (const fact of paging.slice(1)) {
      const name = fact.replace(/^PaginationConfig\.(\w+) = .*/, "$1");
      expect(page).toContain(`\`${name}\` in Python`);
    }
    expect(page).toContain("`NextToken` and `MaxResults`");
    const response = new SyntaxReader(text, text.indexOf("{\n    'Jobs'", start)).value();
    expect(facts(responseTree(page))).toEqual([...facts(response), "NextToken = string"]);
    expect(page).toContain("](../client/listBackendJobs.md)");
  });
});

describeWithShared("the manual page of update-backend-auth (seed 004)", () => {
  const text = seed("manual");
  const page = pageOf("update_backend_auth");

  it("has the same synopsis", () => {
    const lines = text.slice(text.indexOf("SYNOPSIS"), text.indexOf("OPTIONS")).split("\n").slice(1);
    const expected = lines.map((line) => line.trim()).filter((line) => line !== "");
    const [command = "", ...options] = codeBlock(section(page, "## Command line"), "sh")
      .split("\n")
      .map((line) => line.replace(/\\$/, "").trim())
      .filter((line) => line !== "");
    expect(command).toBe(`amplifybackend ${expected[0]}`);
    expect(options).toEqual(expected.slice(1));
  });

  it("has every nested member of its options and results", () => {
    const names = (part: string): string[] => [...part.matchAll(/^ +(\w+) -> \((\w+)\)$/gm)].map(([, one = ""]) => one);
    const options = text.slice(text.indexOf("\nOPTIONS"), text.indexOf("JSON Syntax:"));
    const newer = NEWER["update_backend_auth"] ?? [];
    const nested = entries(page, "request").filter(
      ({ depth, path }) => depth > 0 && !path.endsWith(".element") && !newer.some((one) => path.startsWith(one)),
    );
    expect(nested.map(({ name }) => name)).toEqual(names(options));
    const results = entries(page, "response").filter(({ name }) => name !== "$metadata");
    expect(results.map(({ name }) => name)).toEqual(names(text.slice(text.indexOf("\nOUTPUT"))));
  });

  it("has the values of its JSON syntax", () => {
    const start = text.indexOf("{", text.indexOf("JSON Syntax:"));
    const json = facts(new SyntaxReader(text, start).value());
    const own = facts(requestTree(page))
      .filter((fact) => fact.startsWith("ResourceConfig."))
      .map((fact) => fact.slice("ResourceConfig.".length));
    const newer = (NEWER["update_backend_auth"] ?? []).map((path) => path.slice("ResourceConfig.".length));
    expect(without(own, newer)).toEqual(json);
  });

  it("shows the option of each parameter, and examples in both forms", () => {
    for (const option of ["--app-id", "--backend-environment-name", "--resource-config", "--resource-name"])
      expect(entries(page, "request").filter(({ marks }) => marks.includes(`\`${option}\``))).toHaveLength(1);
    const examples = section(page, "## Examples");
    expect(blocks(examples, "ts").every((code) => code.includes("client.updateBackendAuth("))).toBe(true);
    expect(blocks(examples, "sh").every((code) => code.startsWith("amplifybackend update-backend-auth"))).toBe(true);
  });
});

interface Fact {
  readonly name: string;
  readonly shape: string;
  readonly required: boolean;
  readonly location: string;
  readonly wireName: string;
}
interface Facts {
  readonly operations: readonly {
    readonly name: string;
    readonly input: readonly Fact[];
    readonly output: readonly Fact[];
    readonly errors: readonly { readonly name: string; readonly httpStatusCode: number }[];
    readonly cliOptions: readonly { readonly option: string; readonly member?: string }[];
  }[];
  readonly shapes: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly enum?: readonly string[];
        readonly members?: readonly Fact[];
        readonly member?: { readonly shape: string } | string;
        readonly min?: number;
        readonly max?: number;
      }
    >
  >;
}

describeWithShared("the facts of all 31 operations", () => {
  const known = JSON.parse(readShared("spec/amplifybackend-facts.json")) as Facts;

  for (const operation of known.operations) {
    it(`${operation.name}: members, marks, places on the wire, options, errors`, () => {
      const found = plan.model.operations.find((one) => one.name === operation.name);
      if (found === undefined) throw new Error(`no operation ${operation.name}`);
      const page = pageAt(`docs/client/${plan.method(found)}.md`);
      const top = (list: "request" | "response") =>
        entries(page, list).filter(({ depth, name }) => depth === 0 && name !== "$metadata");
      expect(top("request").map(({ name, required }) => ({ name, required }))).toEqual(
        operation.input.map(({ name, required }) => ({ name, required })),
      );
      expect(top("response").map(({ name, required }) => ({ name, required }))).toEqual(
        operation.output.map(({ name }) => ({ name, required: false })),
      );
      for (const entry of top("request")) {
        const fact = operation.input.find((one) => one.name === entry.name);
        const place = fact?.location === "uri" ? `path \`{${entry.name}}\`` : `body \`${fact?.wireName}\``;
        expect(entry.marks).toContain(place);
        const option =
          operation.cliOptions.find((one) => one.member === entry.name)?.option ?? `--${kebab(entry.name)}`;
        expect(entry.marks).toContain(`\`${option}\``);
      }
      expect(exceptionNames(page)).toEqual(operation.errors.map(({ name }) => name));
      for (const { name, httpStatusCode } of operation.errors)
        expect(section(page, "## Exceptions")).toContain(`${name}.md) (HTTP ${httpStatusCode}, `);
    });
  }

  it("every nested structure and enum has a page with its members or values, in order", () => {
    for (const [name, shape] of Object.entries(known.shapes)) {
      const page = pages.get(`docs/types/${name}.md`);
      if (shape.enum !== undefined) {
        const values = [...section(page ?? "", "## Values").matchAll(/^- <a id="value\.[^"]+"><\/a>`([^`]+)`/gm)];
        expect(values.map(([, value]) => value)).toEqual(shape.enum);
      }
      if (page === undefined || shape.members === undefined || shape.members.length === 0) continue;
      const members = [...section(page, "## Members").matchAll(/^- <a id="[^"]+"><\/a>\*\*(\w+)\*\*(.*)$/gm)];
      expect(members.map(([, member]) => member)).toEqual(shape.members.map((one) => one.name));
      for (const [index, fact] of shape.members.entries()) {
        const marks = members[index]?.[2] ?? "";
        expect(marks.includes("**required**"), `${name}.${fact.name}`).toBe(
          fact.required && plan.usage(`com.amazonaws.amplifybackend#${name}`).input,
        );
        if (fact.wireName !== fact.name) expect(marks).toContain(`on the wire \`${fact.wireName}\``);
      }
    }
  });

  it("says what bounds the one bounded member, and which errors are retried", () => {
    expect(section(pageAt("docs/client/listBackendJobs.md"), "## Parameters")).toContain("Constraints: 1 to 25");
    const retried = (name: string): boolean => pageAt(`docs/exceptions/${name}.md`).includes("| Retried | yes");
    expect(["NotFoundException", "BadRequestException"].some(retried)).toBe(false);
    expect(["GatewayTimeoutException", "TooManyRequestsException"].every(retried)).toBe(true);
  });
});
