/**
 * Pagination that no trait states, where the shapes leave one reading: one token that goes in and comes out under the same
 * name, and one collection beside it. What a trait or the overlay says is never touched, and what can be read in two ways
 * is left alone.
 */
import type { Member, Model, Operation, Pagination, Shape, StructureShape } from "./types.ts";

/** Names of tokens, in lower case. */
const TOKENS: ReadonlySet<string> = new Set([
  "nexttoken",
  "marker",
  "nextmarker",
  "continuationtoken",
  "paginationtoken",
  "pagetoken",
  "nextpagetoken",
  "cursor",
  "nextcursor",
]);
/** Names of page sizes, in lower case; `MaxBuckets` is one where `Buckets` are listed. */
const SIZES: ReadonlySet<string> = new Set([
  "maxresults",
  "maxitems",
  "maxrecords",
  "maxkeys",
  "maxcount",
  "pagesize",
  "limit",
]);

/** The model with pagination of origin `inferred` where it can be told; operations that have some stay as they are. */
export function inferPagination(model: Model): Model {
  const operations = model.operations.map((operation) => {
    const pagination = operation.pagination === undefined ? paginationOf(operation, model) : undefined;
    return pagination === undefined ? operation : { ...operation, pagination };
  });
  return { ...model, operations };
}

/**
 * The model with the lists of each page named where the trait that pages does not name them, as for most of S3: all lists
 * that stand at the top of the output, in its order. Without them pages could not be merged.
 */
export function listItems(model: Model): Model {
  const operations = model.operations.map((operation) => {
    const { pagination } = operation;
    if (pagination === undefined || pagination.items.length > 0) return operation;
    const members = structure(operation.output, model)?.members ?? [];
    const lists = members.filter((one) => model.shapes[one.target]?.kind === "list").map((one) => one.name);
    return { ...operation, pagination: { ...pagination, items: lists } };
  });
  return { ...model, operations };
}

function paginationOf(operation: Operation, model: Model): Pagination | undefined {
  const input = structure(operation.input, model);
  const output = structure(operation.output, model);
  if (input === undefined || output === undefined) return undefined;
  const kindOf = (member: Member): Shape["kind"] | undefined => model.shapes[member.target]?.kind;
  const isToken = (member: Member): boolean => TOKENS.has(member.name.toLowerCase()) && kindOf(member) === "string";

  const going = input.members.filter(isToken);
  const coming = output.members.filter(isToken);
  const [token, otherToken] = going;
  // A token that must be given is no way to the first page.
  if (token === undefined || otherToken !== undefined || token.required) return undefined;
  if (coming.length !== 1 || coming[0]?.name !== token.name) return undefined;

  const [items, otherItems] = output.members.filter((one) => kindOf(one) === "list" || kindOf(one) === "map");
  if (items === undefined || otherItems !== undefined) return undefined;

  const isSize = (name: string): boolean => SIZES.has(name) || name === `max${items.name.toLowerCase()}`;
  const [size, otherSize] = input.members.filter(
    (one) => isSize(one.name.toLowerCase()) && (kindOf(one) === "integer" || kindOf(one) === "long"),
  );
  return {
    origin: "inferred",
    inputToken: [token.name],
    outputToken: [token.name],
    items: [items.name],
    ...(size === undefined || otherSize !== undefined ? {} : { pageSize: size.name }),
  };
}

function structure(id: Operation["input"], model: Model): StructureShape | undefined {
  const shape = id === undefined ? undefined : model.shapes[id];
  return shape?.kind === "structure" ? shape : undefined;
}
