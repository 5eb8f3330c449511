/**
 * Which operations of a service have discovered endpoints, and who tells them. It prints nothing. Source: Smithy,
 * `aws.api#clientEndpointDiscovery`, `aws.api#clientDiscoveredEndpoint`, `aws.api#clientEndpointDiscoveryId`.
 */
import { nameOf } from "./shape-id.ts";
import type { Model, Operation } from "./types.ts";

export interface Discovery {
  /** The operation that tells endpoints. */
  readonly describe: Operation;
  /** Short name of the error by which the service says that an endpoint is no longer one. */
  readonly error?: string;
  /** Operations by name: whether they need a discovered endpoint, and the input members that it depends on. */
  readonly operations: Readonly<Record<string, readonly [required: boolean, ...ids: readonly string[]]>>;
}

/** `undefined` where nothing is discovered. */
export function discoveryOf({ service, operations, shapes }: Model): Discovery | undefined {
  const trait = service.traits["aws.api#clientEndpointDiscovery"] as
    | { readonly operation: string; readonly error?: string }
    | undefined;
  const describe = operations.find((one) => one.id === trait?.operation);
  if (trait === undefined || describe === undefined) return undefined;
  const discovered = operations.flatMap(({ name, input, traits }) => {
    const own = traits["aws.api#clientDiscoveredEndpoint"] as { readonly required: boolean } | undefined;
    if (own === undefined) return [];
    const shape = input === undefined ? undefined : shapes[input];
    const members = shape?.kind === "structure" ? shape.members : [];
    const ids = members.filter((one) => "aws.api#clientEndpointDiscoveryId" in one.traits).map((one) => one.name);
    return [[name, [own.required, ...ids]] as const];
  });
  const error = trait.error === undefined ? undefined : nameOf(trait.error);
  return {
    describe,
    ...(error === undefined ? {} : { error }),
    operations: Object.fromEntries(discovered),
  };
}
