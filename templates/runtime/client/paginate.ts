/**
 * Walks the pages of an operation: puts tokens into requests, takes them out of answers, stops at a number of items and
 * says where to go on. The loop and its rules are the Python client's; the function that it makes is called like the
 * official JavaScript client's. Knows nothing of any operation but its definition.
 */

import { decodeResumeToken, encodeResumeToken, type Tokens } from "../events/resume-token.ts";
import type { OperationSchema } from "../schema/schema.ts";
import { STRING, shapeOf } from "../schema/shape.ts";
import { PaginationError } from "../service/errors.ts";
import { search, withValue } from "./search.ts";

/** How one operation pages. Expressions are JMESPath over the output. */
export interface PaginatorDefinition {
  readonly operation: string;
  readonly command: new (input: never) => object;
  /** Input members that take tokens; each is fed by the expression at the same place in `outputToken`. */
  readonly inputToken: readonly string[];
  readonly outputToken: readonly string[];
  /** What the pages are about; items are counted and cut in the first. */
  readonly resultKeys?: readonly string[] | undefined;
  /** The input member for the size of a page. */
  readonly limitKey?: string | undefined;
  /** Falsy in the output: no more pages. */
  readonly moreResults?: string | undefined;
  /** Kept from the first page when all are merged. */
  readonly nonAggregateKeys?: readonly string[] | undefined;
}

export interface PaginationConfiguration<Client extends object = object> {
  /** Any client that sends the operation's command. */
  client: Client;
  pageSize?: number | undefined;
  /** A token of the service, or a resume token of swage, of the AWS CLI or of boto3. */
  startingToken?: unknown;
  /** Stop after so many items. */
  maxItems?: number | string | undefined;
  /** Stop, instead of failing, when the service answers with the token it was sent. */
  stopOnSameToken?: boolean | undefined;
  /** Sees each command before it is sent, and may replace it. */
  withCommand?: ((command: never) => unknown) | undefined;
}

/** What a client's own method takes: it brings the client along. */
export type PaginationOptions = Omit<PaginationConfiguration, "client">;

/** Pages as an async generator, with ways to read them otherwise. Each of these starts from the first page. */
export interface Paginator<Page, Item = unknown> extends AsyncGenerator<Page, undefined, unknown> {
  /** The items of all pages, one by one. */
  items(): AsyncGenerator<Item, undefined, unknown>;
  /** A JMESPath expression over each page; lists are flattened one level. */
  search(expression: string): AsyncGenerator<unknown, undefined, unknown>;
  /** All pages as one: result keys merged, the rest from the first page, `NextToken` when something is left. */
  buildFullResult(): Promise<Partial<Page> & { NextToken?: string }>;
  /** Where the last walk stopped at `maxItems`; give it as `startingToken` to go on. */
  readonly resumeToken: string | undefined;
}

type Output = Readonly<Record<string, unknown>>;

/** What a walk leaves behind. */
interface Walk {
  resumeToken?: string | undefined;
  /** The non-aggregate keys of the first page. */
  rest?: Output | undefined;
}

/** The function that pages one operation. */
export function createPaginator<
  Config extends PaginationConfiguration,
  Input extends object,
  Page extends object,
  Item,
>(definition: PaginatorDefinition): (config: Config, input: Input, ...rest: unknown[]) => Paginator<Page, Item> {
  return (config, input, ...rest) => {
    const walk: Walk = {};
    const pages = (): AsyncGenerator<Output, undefined, unknown> => pagesOf(definition, config, input, rest, walk);
    const methods = {
      items: () => itemsOf(definition, pages()),
      search: (expression: string) => searchOf(expression, pages()),
      buildFullResult: () => merge(definition, pages(), walk),
    };
    const paginator = Object.assign(pages(), methods);
    Object.defineProperty(paginator, "resumeToken", { get: () => walk.resumeToken });
    return paginator as unknown as Paginator<Page, Item>;
  };
}

interface Sender {
  send(command: unknown, ...rest: unknown[]): Promise<Output>;
}

const SETTINGS = ["client", "pageSize", "startingToken", "maxItems", "stopOnSameToken", "withCommand"];

async function* pagesOf(
  definition: PaginatorDefinition,
  config: PaginationConfiguration,
  given: object,
  rest: readonly unknown[],
  walk: Walk,
): AsyncGenerator<Output, undefined, unknown> {
  const maxItems = settingsOf(definition, config);
  const { command: Command, inputToken: names, nonAggregateKeys = [] } = definition;
  const [primary] = definition.resultKeys ?? [];
  const client = config.client as Sender;
  const input: Record<string, unknown> = { ...given };

  let { tokens, skip } = start(config.startingToken, names, input);
  inject(tokens, input);
  limit(definition, config, input);
  walk.resumeToken = undefined;
  walk.rest = undefined;
  let previous: string | undefined;
  let taken = 0;
  while (true) {
    const made = new Command({ ...input } as never);
    const command = config.withCommand?.(made as never) ?? made;
    let page = await client.send(command, ...rest);
    if (walk.rest === undefined) {
      if (skip > 0) page = await withoutFirst(page, definition.resultKeys ?? [], skip);
      walk.rest = Object.fromEntries(
        await Promise.all(nonAggregateKeys.map(async (key) => [key, await search(key, page)])),
      );
    } else {
      skip = 0;
    }

    const found = primary === undefined ? null : await search(primary, page);
    const count = sizeOf(found);
    if (maxItems !== undefined && taken + count > maxItems) {
      const kept = maxItems - taken;
      walk.resumeToken = encodeResumeToken(tokens, kept + skip);
      yield withValue(page, primary as string, (found as readonly unknown[]).slice(0, kept));
      return undefined;
    }
    yield page;
    taken += count;

    const next = await nextTokens(definition, page);
    if (next === undefined) return undefined;
    if (taken === maxItems) {
      walk.resumeToken = encodeResumeToken(next);
      return undefined;
    }
    const text = encodeResumeToken(next);
    if (config.stopOnSameToken && text === encodeResumeToken(tokens)) return undefined;
    if (text === previous) throw new PaginationError(`The same next token was received twice: ${JSON.stringify(next)}`);
    previous = text;
    tokens = next;
    inject(tokens, input);
  }
}

/** Refuses settings that cannot be meant; gives the number of items to stop at. */
function settingsOf(definition: PaginatorDefinition, config: PaginationConfiguration): number | undefined {
  const unknown = Object.keys(config).find((name) => !SETTINGS.includes(name));
  if (unknown !== undefined)
    throw new PaginationError(`Unknown setting ${unknown}, must be one of: ${SETTINGS.join(", ")}`);
  if (config.pageSize !== undefined && definition.limitKey === undefined) {
    throw new PaginationError(`pageSize is not supported by ${definition.operation}`);
  }
  if (config.maxItems === undefined) return undefined;
  const maxItems = Number(config.maxItems);
  if (!Number.isInteger(maxItems)) throw new PaginationError(`maxItems must be a whole number, not ${config.maxItems}`);
  return maxItems;
}

function start(token: unknown, names: readonly string[], input: Output): { tokens: Tokens; skip: number } {
  if (token === undefined || token === null) {
    return { tokens: Object.fromEntries(names.map((name) => [name, input[name] ?? null])), skip: 0 };
  }
  // Tokens that are no text (the keys of a table, say) are the service's own.
  if (typeof token !== "string") return { tokens: { [names[0] as string]: token }, skip: 0 };
  try {
    return decodeResumeToken(token, names);
  } catch (error) {
    throw new PaginationError((error as Error).message);
  }
}

function inject(tokens: Tokens, input: Record<string, unknown>): void {
  for (const [name, token] of Object.entries(tokens)) {
    if (token === null) delete input[name];
    else input[name] = token;
  }
}

/** The page size, as text where the member is text. A size in the input itself wins. */
function limit(
  { limitKey, command }: PaginatorDefinition,
  { pageSize }: PaginationConfiguration,
  input: Record<string, unknown>,
): void {
  if (limitKey === undefined || pageSize === undefined) return;
  const { schema } = new command({} as never) as { readonly schema?: OperationSchema };
  const shape = schema && shapeOf(schema[4]);
  const member = shape?.refs[shape.names.indexOf(limitKey)];
  input[limitKey] ??= member !== undefined && shapeOf(member).type === STRING ? String(pageSize) : Number(pageSize);
}

/** What the next request must say; `undefined` after the last page. */
async function nextTokens(
  { inputToken, outputToken, moreResults }: PaginatorDefinition,
  page: Output,
): Promise<Tokens | undefined> {
  if (moreResults !== undefined && !(await search(moreResults, page))) return undefined;
  const found = await Promise.all(outputToken.map((expression) => search(expression, page)));
  const tokens = Object.fromEntries(inputToken.map((name, i) => [name, isEmpty(found[i]) ? null : found[i]]));
  return Object.values(tokens).every((token) => token === null) ? undefined : tokens;
}

/** Empty text, an empty list or map, zero and false are no tokens. */
function isEmpty(token: unknown): boolean {
  return !token || (typeof token === "object" && !(token instanceof Date) && Object.keys(token).length === 0);
}

function sizeOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

/** A page whose first items were given before: they, and the other result keys, are not given twice. */
async function withoutFirst(page: Output, [primary, ...others]: readonly string[], skip: number): Promise<Output> {
  if (primary === undefined) return page;
  const found = await search(primary, page);
  let cut = withValue(page, primary, typeof found === "string" || Array.isArray(found) ? found.slice(skip) : undefined);
  for (const key of others) {
    const sample = await search(key, page);
    if (typeof sample === "number" || sample === null) continue;
    cut = withValue(cut, key, Array.isArray(sample) ? [] : typeof sample === "string" ? "" : undefined);
  }
  return cut;
}

async function* itemsOf<Item>(
  { operation, resultKeys = [] }: PaginatorDefinition,
  pages: AsyncIterable<Output>,
): AsyncGenerator<Item, undefined, unknown> {
  const [primary] = resultKeys;
  if (primary === undefined) throw new PaginationError(`The model of ${operation} does not say what its items are`);
  for await (const page of pages) {
    const found = await search(primary, page);
    if (Array.isArray(found)) yield* found as readonly Item[];
    else if (typeof found === "object" && found !== null) yield* Object.entries(found) as unknown as readonly Item[];
    else if (found !== null) yield found as Item;
  }
  return undefined;
}

async function* searchOf(
  expression: string,
  pages: AsyncIterable<Output>,
): AsyncGenerator<unknown, undefined, unknown> {
  for await (const page of pages) {
    const found = await search(expression, page);
    if (Array.isArray(found)) yield* found;
    else yield found;
  }
  return undefined;
}

/** Lists are joined, numbers added, texts put together. */
async function merge(
  { resultKeys = [] }: PaginatorDefinition,
  pages: AsyncIterable<Output>,
  walk: Walk,
): Promise<never> {
  let full: Output = {};
  for await (const page of pages) {
    for (const key of resultKeys) {
      const value = await search(key, page);
      if (value === null) continue;
      const before = await search(key, full);
      full = withValue(full, key, before === null ? value : together(before, value));
    }
  }
  for (const [key, value] of Object.entries(walk.rest ?? {})) full = withValue(full, key, value);
  return (walk.resumeToken === undefined ? full : { ...full, NextToken: walk.resumeToken }) as never;
}

function together(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return [...(before as unknown[]), ...(value as unknown[])];
  if (typeof before === "number" && typeof value === "number") return before + value;
  if (typeof before === "string" && typeof value === "string") return before + value;
  if (typeof before === "object" && typeof value === "object") return { ...before, ...value };
  return before;
}
