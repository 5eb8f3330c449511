/**
 * botocore's paginators, waiters and examples as traits of the operations that they are of. What Smithy's own traits cannot
 * hold (several tokens, more results, statuses, attempts) stands in swage's additions to them. That paths lead somewhere is
 * checked later, with those of all models. Source: botocore's `paginate.py` and `waiter.py`.
 */
import { type Diagnostics, suggestion } from "../diagnostics.ts";
import type { Acceptor, Matcher } from "../model/types.ts";
import { examplesOf } from "./botocore-examples.ts";
import type { BotocoreService, BotocoreShape, Contents, Paginator, WaiterOf } from "./botocore-form.ts";
import type { BotocoreFileNames } from "./botocore-places.ts";

type TraitBag = Record<string, unknown>;

export interface Behaviour {
  readonly paginators?: Contents["paginators"] | undefined;
  readonly waiters?: Contents["waiters"] | undefined;
  readonly examples?: Contents["examples"] | undefined;
}

/** Traits by operation. An operation that the service does not have is a diagnostic. */
export function behaviourTraits(
  service: BotocoreService,
  { paginators, waiters, examples }: Behaviour,
  files: BotocoreFileNames,
  diagnostics: Diagnostics,
): ReadonlyMap<string, TraitBag> {
  const found = new Map<string, TraitBag>();
  const put = (operation: string, trait: string, value: unknown): void =>
    void found.set(operation, { ...found.get(operation), [trait]: value });
  const known = (operation: string, file: string | undefined, path: readonly string[]): boolean => {
    if (Object.hasOwn(service.operations, operation)) return true;
    diagnostics.report("SW1003", `The service has no operation ${operation}.`, {
      place: { file: file ?? files.service, path, key: path.length === 2 },
      hint: suggestion(operation, Object.keys(service.operations)),
    });
    return false;
  };
  for (const [operation, one] of Object.entries(paginators?.pagination ?? {})) {
    if (!known(operation, files.paginators, ["pagination", operation])) continue;
    const [trait, value] = pagination(one, service.operations[operation]?.output?.shape, service.shapes);
    put(operation, trait, value);
  }
  for (const [name, one] of Object.entries(waiters?.waiters ?? {})) {
    if (!known(one.operation, files.waiters, ["waiters", name, "operation"])) continue;
    const others = found.get(one.operation)?.["smithy.waiters#waitable"] as TraitBag | undefined;
    put(one.operation, "smithy.waiters#waitable", { ...others, [name]: waiter(one) });
  }
  for (const [operation, all] of Object.entries(examples?.examples ?? {})) {
    // Examples outlive operations: those of one that is gone show nothing wrong.
    const found = service.operations[operation];
    if (found === undefined) continue;
    const file = files.examples ?? files.service;
    const fitting = examplesOf(operation, found, all, service.shapes, file, diagnostics);
    if (fitting.length > 0) put(operation, "smithy.api#examples", fitting);
  }
  return found;
}

const listOf = (one: string | readonly string[] | undefined): readonly string[] =>
  one === undefined ? [] : typeof one === "string" ? [one] : one;

function pagination(
  paginator: Paginator,
  output: string | undefined,
  shapes: BotocoreService["shapes"],
): readonly [trait: string, value: unknown] {
  const { limit_key, more_results, non_aggregate_keys = [] } = paginator;
  const inputToken = listOf(paginator.input_token);
  const outputToken = listOf(paginator.output_token);
  const keys = listOf(paginator.result_key);
  // Items are counted by the first key that lists something; botocore names sums and strings among the keys, too.
  const lists = keys.filter((key) => isCollection(shapeAt(key, output, shapes)));
  const items = [...lists, ...keys.filter((key) => !lists.includes(key))];
  const size = limit_key === undefined ? {} : { pageSize: limit_key };
  const simple =
    inputToken.length === 1 &&
    outputToken.length === 1 &&
    keys.length < 2 &&
    lists.length === keys.length &&
    more_results === undefined &&
    non_aggregate_keys.length === 0;
  if (simple) {
    const [item] = items;
    const value = { inputToken: inputToken[0], outputToken: outputToken[0], ...size };
    return ["smithy.api#paginated", item === undefined ? value : { ...value, items: item }];
  }
  return [
    "swage#paginated",
    {
      inputToken,
      outputToken,
      ...(items.length > 0 ? { items } : {}),
      ...size,
      ...(more_results === undefined ? {} : { moreResults: more_results }),
      ...(non_aggregate_keys.length > 0 ? { nonAggregateKeys: non_aggregate_keys } : {}),
    },
  ];
}

const isCollection = (shape: BotocoreShape | undefined): boolean => shape?.type === "list" || shape?.type === "map";

/** What a path of names leads to. */
function shapeAt(path: string, from: string | undefined, shapes: BotocoreService["shapes"]): BotocoreShape | undefined {
  let shape = from === undefined ? undefined : shapes[from];
  for (const name of path.split(".")) shape = shapes[shape?.members?.[name]?.shape ?? ""];
  return shape;
}

function waiter({ acceptors, delay, maxAttempts, description }: WaiterOf): TraitBag {
  return {
    ...(description === undefined ? {} : { documentation: description }),
    acceptors: acceptors.map(acceptor),
    minDelay: delay,
    // Smithy's waits get longer, up to two minutes; a longer pace than that stays as it is.
    ...(delay > 120 ? { maxDelay: delay } : {}),
    maxAttempts,
  };
}

function acceptor({ state, matcher, argument = "", expected }: WaiterOf["acceptors"][number]): Acceptor {
  return { state, matcher: matcherOf(matcher, argument, expected) };
}

function matcherOf(
  matcher: WaiterOf["acceptors"][number]["matcher"],
  path: string,
  expected: string | number | boolean,
): Matcher {
  const truth = typeof expected === "boolean";
  const text = String(expected);
  switch (matcher) {
    case "path":
      return { output: { path, expected: text, comparator: truth ? "booleanEquals" : "stringEquals" } };
    case "pathAll":
      return { output: { path, expected: text, comparator: truth ? "booleanEquals" : "allStringEquals" } };
    case "pathAny":
      return { output: { path, expected: text, comparator: "anyStringEquals" } };
    case "status":
      return expected === 200 ? { success: true } : { status: Number(expected) };
    case "error":
      return truth ? { success: !expected } : { errorType: text };
    default:
      return matcher satisfies never;
  }
}
