/**
 * What a customised service needs, decided for one model: its steps by operation, the packages that they come from, and
 * the model as it has to be read. Which services these are is the table's business (`customised.ts`).
 */
import type { Diagnostics, Place } from "../diagnostics.ts";
import type { Model, Operation, Shape, ShapeId } from "../model/types.ts";
import { CUSTOMISED } from "./customised.ts";
import type { Entry, FurtherExports, Sessions, Setting, Step } from "./customised-entry.ts";

export type { Exported, FurtherExports, Sessions, Setting, Step } from "./customised-entry.ts";

const entryOf = ({ service }: Model): Entry | undefined =>
  Object.hasOwn(CUSTOMISED, service.sdkId) ? CUSTOMISED[service.sdkId] : undefined;

/** What one service needs, decided: the steps of every operation, and of each. */
export interface Customised {
  readonly reason: string;
  readonly settings: readonly Setting[];
  readonly defaults: NonNullable<Entry["defaults"]>;
  readonly resolve: NonNullable<Entry["resolve"]>;
  readonly sessions: Sessions | undefined;
  readonly unsignedUrls: true | undefined;
  readonly client: readonly Step[];
  /** By operation name; operations without a step of their own are not in it. */
  readonly operations: Readonly<Record<string, readonly Step[]>>;
  readonly exports: FurtherExports | undefined;
}

/** `undefined` for a service that its model says everything about. */
export function customisedOf(
  model: Model,
  place: (id: ShapeId) => Place,
  diagnostics: Diagnostics,
): Customised | undefined {
  const { service, operations } = model;
  const entry = entryOf(model);
  if (entry === undefined) return undefined;
  for (const what of entry.missing ?? []) {
    diagnostics.report("SW2060", `The official client of ${service.sdkId} has what swage has not: ${what}.`, {
      shape: service.id,
      place: place(service.id),
    });
  }
  const steps = operations.map((operation) => {
    const own = (entry.operations ?? []).filter(({ on }) => on(operation, model)).map(({ step }) => step);
    return [operation.name, own] as const;
  });
  return {
    reason: entry.reason,
    settings: entry.settings ?? [],
    defaults: entry.defaults ?? {},
    resolve: entry.resolve ?? [],
    sessions: operations.some(({ name }) => name === entry.sessions?.command) ? entry.sessions : undefined,
    unsignedUrls: entry.unsignedUrls,
    client: entry.client ?? [],
    operations: Object.fromEntries(steps.filter(([, own]) => own.length > 0)),
    exports: entry.exports,
  };
}

/** Parts of the runtime that the steps take, beside the one for steps. */
export function partsOf({ defaults }: Customised): readonly string[] {
  const found = Object.values(defaults).flatMap((one) => ("from" in one ? [one.from] : []));
  return found.filter((from) => from.startsWith("runtime/")).map((from) => from.slice("runtime/".length));
}

/** npm packages that the steps come from, without paths inside them. */
export function packagesOf({ defaults, resolve, client, operations }: Customised): readonly string[] {
  const all: readonly object[] = [
    ...Object.values(defaults),
    ...resolve,
    ...client,
    ...Object.values(operations).flat(),
  ];
  const found = all.flatMap((one) => {
    const match = "from" in one ? /^npm:((?:@[^/]+\/)?[^/]+)/.exec(String(one.from)) : null;
    return match?.[1] === undefined ? [] : [match[1]];
  });
  return [...new Set(found)].sort();
}

/** The model as such a service has to be read; a model without an entry is given back as it is. */
export function customiseModel(model: Model): Model {
  const entry = entryOf(model);
  if (entry === undefined) return model;
  const { uriWithout, unsigned = [], textBeside, hostPrefixes } = entry;
  const operations = model.operations.map((operation): Operation => {
    const { http } = operation;
    const { "smithy.api#endpoint": prefix, ...traits } = operation.traits;
    return {
      ...operation,
      ...(http === undefined || uriWithout === undefined
        ? {}
        : { http: { ...http, uri: shortened(http.uri, uriWithout) } }),
      traits: {
        ...traits,
        ...(prefix === undefined || hostPrefixes === false ? {} : { "smithy.api#endpoint": prefix }),
        ...(unsigned.includes(operation.name) ? { "smithy.api#auth": [] } : {}),
      },
    };
  });
  const shapes = textBeside === undefined ? model.shapes : withTexts(model, textBeside);
  return { ...model, operations, shapes };
}

/** `/{Bucket}/{Key+}?acl` → `/{Key+}?acl`; what is left begins with a slash. */
function shortened(uri: string, part: string): string {
  if (!uri.startsWith(part)) return uri;
  const rest = uri.slice(part.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}

/** The prelude's string, for models that do not reach it themselves. */
const STRING: Shape = {
  kind: "string",
  id: "smithy.api#String",
  name: "String",
  documentation: "",
  sensitive: false,
  constraints: {},
  traits: {},
};

function withTexts(model: Model, { member, name, documentation }: NonNullable<Entry["textBeside"]>): Model["shapes"] {
  const outputs = new Set(model.operations.map((one) => one.output));
  const shapes: readonly Shape[] = [STRING, ...Object.values(model.shapes)];
  return Object.fromEntries(
    shapes.map((shape) => {
      const { id } = shape;
      if (shape.kind !== "structure" || !outputs.has(id)) return [id, shape];
      const at = shape.members.findIndex((one) => one.name === member);
      const found = shape.members[at];
      if (found === undefined) return [id, shape];
      const text = {
        ...found,
        name,
        documentation,
        target: STRING.id,
        wire: { location: "header" as const, name },
        traits: { "smithy.api#httpHeader": name },
      };
      return [id, { ...shape, members: [...shape.members.slice(0, at + 1), text, ...shape.members.slice(at + 1)] }];
    }),
  );
}

/** The names that the official package exports beside what its model says. */
export const furtherNames = (model: Model): readonly string[] => entryOf(model)?.exports?.names ?? [];
