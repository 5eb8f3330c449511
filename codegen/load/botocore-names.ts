/**
 * Ids and names that Smithy has and botocore has not: a namespace, the service shape's name, ids for shapes that are called
 * like an operation, and names for the values of enums. Source: ids of the same services' Smithy models; Smithy 2.0,
 * names that are made for values of an `enum` trait without names.
 */
import type { ShapeId } from "../model/types.ts";
import type { BotocoreService, Metadata } from "./botocore-form.ts";

export interface BotocoreNames {
  readonly namespace: string;
  readonly service: ShapeId;
  operation(name: string): ShapeId;
  /** A shape that is called like an operation or like the service gets `Shape` behind its name, as in Smithy's model of it. */
  shape(name: string): ShapeId;
}

export function namesOf({ metadata, operations, shapes }: BotocoreService): BotocoreNames {
  const namespace = `com.amazonaws.${sdkIdOf(metadata)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")}`;
  const service = serviceNameOf(metadata);
  const ids = new Map<string, ShapeId>();
  for (const name of Object.keys(shapes)) {
    let free = name;
    while (free === service || free in operations || (free !== name && free in shapes)) free = `${free}Shape`;
    ids.set(name, `${namespace}#${free}`);
  }
  return {
    namespace,
    service: `${namespace}#${service}`,
    operation: (name) => `${namespace}#${name}`,
    shape: (name) => ids.get(name) ?? `${namespace}#${name}`,
  };
}

/** What everything is named after: `serviceId`, and the endpoint's prefix where an old model has none. */
export const sdkIdOf = (metadata: Metadata): string => metadata.serviceId ?? metadata.endpointPrefix;

/**
 * `DynamoDB_20120810`: what goes into `X-Amz-Target` and into the path of CBOR requests. A target prefix may have a Java
 * package before it, which the wire does not need (CloudTrail). Services without a prefix have no name on the wire.
 */
function serviceNameOf(metadata: Metadata): string {
  const target = metadata.targetPrefix?.split(".").at(-1);
  if (target !== undefined && /^[A-Za-z_]\w*$/.test(target)) return target;
  const words = sdkIdOf(metadata).split(/[^A-Za-z0-9]+/);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}

/** Names for an enum's values, each an identifier and each once: `a1.medium` is `a1_medium`, `0.5` is `_0_5`. */
export function enumNames(values: readonly string[]): readonly (readonly [name: string, value: string])[] {
  const taken = new Set<string>();
  return values.map((value) => {
    const plain = value.replace(/\W+/g, "_");
    const legal = /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
    let name = legal;
    for (let number = 2; taken.has(name); number += 1) name = `${legal}_${number}`;
    taken.add(name);
    return [name, value] as const;
  });
}
