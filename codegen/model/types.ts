/**
 * The Model: what a service is, whatever form it was written in. Frozen, serialisable (`swage inspect` prints it) and free
 * of any input format; every decision about presence and wire position has been made. It knows nothing of TypeScript.
 */

/** `namespace#Name`; members are `namespace#Name$member`. */
export type ShapeId = `${string}#${string}`;

/** Trait values by trait id, as the model gave them, checked against the trait's own shape (`traits.ts`). */
export type Traits = Readonly<Record<string, unknown>>;

export interface Model {
  readonly service: Service;
  /** By name. */
  readonly operations: readonly Operation[];
  /** Every shape that an operation or the service reaches, by id; operations and the service itself are not among them. */
  readonly shapes: Readonly<Record<ShapeId, Shape>>;
  /** SHA-256 of the canonical facts: key order, file layout and white space of the input do not count. */
  readonly digest: string;
}

export interface Service {
  readonly id: ShapeId;
  /** The service shape's own name, which some protocols put on the wire. */
  readonly name: string;
  /** `aws.api#service$sdkId`, else the shape's name: everything exported is named after it. */
  readonly sdkId: string;
  readonly version: string;
  readonly title: string;
  readonly documentation: string;
  /** `aws.api#service$docId`, or botocore's uid, where the API reference has an address for it. */
  readonly docId?: string;
  readonly endpointPrefix?: string;
  /** The service name in a SigV4 scope. */
  readonly signingName?: string;
  /** Protocol trait ids in the model's order. */
  readonly protocols: readonly ShapeId[];
  /** Auth scheme trait ids in order of preference (`smithy.api#auth`, else alphabetical as Smithy says). */
  readonly auth: readonly ShapeId[];
  readonly traits: Traits;
}

export interface Operation {
  readonly id: ShapeId;
  readonly name: string;
  readonly documentation: string;
  /** `undefined` where the model says Unit. */
  readonly input?: ShapeId | undefined;
  readonly output?: ShapeId | undefined;
  /** The operation's own errors in model order, then the service's. */
  readonly errors: readonly ShapeId[];
  readonly http?: HttpBinding | undefined;
  readonly readonly: boolean;
  readonly idempotent: boolean;
  readonly deprecated?: Deprecation | undefined;
  readonly pagination?: Pagination | undefined;
  readonly waiters: readonly Waiter[];
  readonly examples: readonly Example[];
  /** What is lost when the operation runs (`swage#destructive`). */
  readonly destroys?: string | undefined;
  readonly traits: Traits;
}

export interface HttpBinding {
  readonly method: string;
  readonly uri: string;
  readonly code: number;
  readonly labels: readonly { readonly name: string; readonly greedy: boolean }[];
}

/** Where a fact came from: the model itself, the overlay beside it, or swage's own inference. */
export type Origin = "model" | "overlay" | "inferred";

export interface Pagination {
  readonly origin: Origin;
  readonly inputToken: readonly string[];
  readonly outputToken: readonly string[];
  /** Paths of what a page lists; the first is the one that items are counted by. */
  readonly items: readonly string[];
  readonly pageSize?: string;
  readonly moreResults?: string;
  readonly nonAggregateKeys?: readonly string[];
}

export interface Waiter {
  readonly origin: Origin;
  readonly name: string;
  readonly documentation: string;
  /** Seconds. */
  readonly minDelay: number;
  readonly maxDelay: number;
  /** How often is asked before giving up, where the model says. */
  readonly maxAttempts?: number;
  readonly deprecated: boolean;
  readonly acceptors: readonly Acceptor[];
}

export interface Acceptor {
  readonly state: "success" | "failure" | "retry";
  readonly matcher: Matcher;
}

export type Comparator = "stringEquals" | "booleanEquals" | "allStringEquals" | "anyStringEquals";
export interface PathMatcher {
  readonly path: string;
  readonly expected: string;
  readonly comparator: Comparator;
}
export type Matcher =
  | { readonly output: PathMatcher }
  | { readonly inputOutput: PathMatcher }
  | { readonly success: boolean }
  | { readonly errorType: string }
  /** The HTTP status of a call that failed. */
  | { readonly status: number };

export interface Example {
  readonly title: string;
  readonly documentation?: string;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: { readonly shapeId: ShapeId; readonly content: unknown };
}

export interface Deprecation {
  readonly message?: string;
  readonly since?: string;
}

export type SimpleKind =
  | "string"
  | "blob"
  | "boolean"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "float"
  | "double"
  | "bigInteger"
  | "bigDecimal"
  | "timestamp"
  | "document";

interface ShapeBase {
  readonly id: ShapeId;
  readonly name: string;
  readonly documentation: string;
  readonly deprecated?: Deprecation | undefined;
  readonly sensitive: boolean;
  readonly constraints: Constraints;
  readonly traits: Traits;
}

export interface SimpleShape extends ShapeBase {
  readonly kind: SimpleKind;
}
export interface EnumShape extends ShapeBase {
  readonly kind: "enum";
  readonly values: readonly EnumValue<string>[];
}
export interface IntEnumShape extends ShapeBase {
  readonly kind: "intEnum";
  readonly values: readonly EnumValue<number>[];
}
export interface ListShape extends ShapeBase {
  readonly kind: "list";
  readonly member: Member;
  readonly sparse: boolean;
}
export interface MapShape extends ShapeBase {
  readonly kind: "map";
  readonly key: Member;
  readonly value: Member;
  readonly sparse: boolean;
}
export interface StructureShape extends ShapeBase {
  readonly kind: "structure";
  /** In model order. */
  readonly members: readonly Member[];
  readonly error?: ErrorFacts | undefined;
}
export interface UnionShape extends ShapeBase {
  readonly kind: "union";
  readonly members: readonly Member[];
}

export type Shape = SimpleShape | EnumShape | IntEnumShape | ListShape | MapShape | StructureShape | UnionShape;

export interface EnumValue<T> {
  /** `undefined` for the values of an old `enum` trait that gives no names. */
  readonly name?: string | undefined;
  readonly value: T;
  readonly documentation: string;
  readonly deprecated?: Deprecation | undefined;
}

export interface ErrorFacts {
  readonly fault: "client" | "server";
  readonly status?: number;
  readonly retryable: boolean;
  readonly throttling: boolean;
}

export type Presence = "required" | "optional";

export interface Member {
  readonly name: string;
  readonly target: ShapeId;
  /** The member's own text; what a page shows is `documentationOf` (own, else the target's). */
  readonly documentation: string;
  /** The `required` trait as modelled. */
  readonly required: boolean;
  /** When a value is written (sent by a caller), and when it is read (received by one): `presence.ts`. */
  readonly write: Presence;
  readonly read: Presence;
  readonly default?: unknown;
  readonly idempotencyToken: boolean;
  readonly deprecated?: Deprecation | undefined;
  readonly sensitive: boolean;
  /** The member's own constraints over its target's. */
  readonly constraints: Constraints;
  readonly wire: Wire;
  readonly traits: Traits;
}

export interface Constraints {
  readonly length?: Bounds;
  readonly range?: Bounds;
  readonly pattern?: string;
  readonly uniqueItems?: boolean;
}
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** Where a member travels. `name` is the name on the wire; for `body` it is the protocol's business to use it. */
export interface Wire {
  readonly location: "label" | "query" | "queryParams" | "header" | "prefixHeaders" | "statusCode" | "payload" | "body";
  readonly name: string;
}
