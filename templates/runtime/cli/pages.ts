/**
 * Paged results (C10, C12.5): the package's paginator walks, cuts and merges; here its pages become what is printed, merged for
 * json, yaml and table, one by one for text and yaml-stream.
 */
import type { Invocation } from "./invocation.ts";
import { setMember } from "./json-text.ts";
import { type OutputContext, outputValue } from "./output-value.ts";
import { isPrintableMap, type Printable, type PrintableMap } from "./printable.ts";
import type { Printer } from "./printer.ts";
import type { Pagination } from "./table.ts";
import type { CliClient, ClientModule, CliPaginator, PaginatorFunction } from "./world.ts";

export interface PageRequest {
  readonly pagination: Pagination;
  readonly input: Readonly<Record<string, unknown>>;
  readonly startingToken?: string;
  readonly pageSize?: number;
  readonly maxItems?: number;
}

export async function printPages(
  { pagination, input, ...limits }: PageRequest,
  { command, world }: Invocation,
  module: ClientModule,
  client: CliClient,
  context: OutputContext,
  printer: Printer,
): Promise<void> {
  if (limits.maxItems !== undefined && limits.maxItems <= 0) {
    world.stderr.write(`warning: --max-items should be a positive number, not ${limits.maxItems}.\n`);
  }
  const paginate = module[pagination.paginator] as PaginatorFunction;
  const pages = paginate({ client, ...limits }, input);
  const convert = (page: Readonly<Record<string, unknown>>): PrintableMap => outputValue(command.output, page, context);
  if (printer.format === "text") return printText(pagination, pages, convert, printer);
  if (printer.pageByPage) {
    for await (const page of pages) await printer.print(convert(page));
    return;
  }
  const full = await pages.buildFullResult();
  await printer.print(merged(pagination, convert(full), full.NextToken));
}

/** Result keys in the paginator's order, then what the first page said besides, then where to go on. */
function merged(pagination: Pagination, full: PrintableMap, token: unknown): PrintableMap {
  const result: Record<string, Printable> = {};
  const tops = [...pagination.resultKeys, ...(pagination.nonAggregateKeys ?? [])].map((path) => path.split(".", 1)[0]);
  for (const key of tops) {
    if (key !== undefined && Object.hasOwn(full, key)) setMember(result, key, full[key] as Printable);
  }
  for (const path of pagination.nonAggregateKeys ?? []) {
    if (at(result, path) === undefined) put(result, path, null);
  }
  if (typeof token === "string") result.NextToken = token;
  return result;
}

/** Each page is printed like a result of its own; what is left over stands in a last line. */
async function printText(
  { resultKeys, nonAggregateKeys = [] }: Pagination,
  pages: CliPaginator,
  convert: (page: Readonly<Record<string, unknown>>) => PrintableMap,
  printer: Printer,
): Promise<void> {
  let first = true;
  for await (const answer of pages) {
    const page = convert(answer);
    const shown: Record<string, Printable> = {};
    for (const path of first ? [...nonAggregateKeys, ...resultKeys] : resultKeys)
      put(shown, path, at(page, path) ?? null);
    first = false;
    await printer.print(shown);
  }
  if (pages.resumeToken !== undefined) await printer.print({ NextToken: { NextToken: pages.resumeToken } });
}

/** The value at `A.B`, member names joined by dots. */
function at(value: Printable | undefined, path: string): Printable | undefined {
  let found: Printable | undefined = value;
  for (const key of path.split(".")) {
    if (found === undefined || !isPrintableMap(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

function put(target: Record<string, Printable>, path: string, value: Printable): void {
  const [key = "", ...below] = path.split(".");
  if (below.length === 0) {
    setMember(target, key, value);
    return;
  }
  const inner: Record<string, Printable> = { ...((target[key] ?? {}) as PrintableMap) };
  put(inner, below.join("."), value);
  setMember(target, key, inner);
}
