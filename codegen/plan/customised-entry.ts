/**
 * What an entry of the table of customised services may say (`customised.ts`), and the words by which it says which operations a
 * step is for. Types and predicates; no service.
 */
import type { Model, Operation, ShapeId } from "../model/types.ts";

/** A function that something exports: `npm:@aws-sdk/middleware-sdk-sqs`, or the runtime itself. */
export interface Exported {
  readonly name: string;
  readonly from: `npm:${string}` | `runtime/${string}` | "runtime";
}

/** A function that makes a step of the client's configuration; with `given`, one that makes that function first. */
export interface Step extends Exported {
  readonly given?: string;
  /** Where its middleware stands, for a step whose package is loaded by the first call that needs it. */
  readonly late?: readonly Placement[];
}

/** Name and place of one middleware, as its package gives them. */
export interface Placement {
  readonly name: string;
  readonly tags?: readonly string[];
  readonly step?: "initialize" | "serialize" | "build" | "finalizeRequest" | "deserialize";
  readonly relation?: "before" | "after";
  readonly toMiddleware?: string;
}

/** A key of the client's configuration that a step brings along. */
export interface Setting {
  readonly name: string;
  readonly type: string;
  readonly documentation: string;
}

/** What an official client exports beside what its model gives. */
export interface FurtherExports {
  readonly names: readonly string[];
  /** The runtime's function that makes them, out of the client and these commands. */
  readonly maker: string;
  readonly commands: readonly string[];
}

/** Sessions that a package keeps, opened by a command of the client itself. */
export interface Sessions {
  /** The key of the configuration that holds what keeps them, and its one method. */
  readonly setting: string;
  readonly method: string;
  readonly provider: Exported;
  readonly command: string;
  /** The command's input member that says for what a session is. */
  readonly parameter: string;
}

export interface Entry {
  readonly reason: string;
  readonly settings?: readonly Setting[];
  /** Settings that stand where the caller gives none. */
  readonly defaults?: Readonly<Record<string, Exported | { readonly value: unknown }>>;
  /** Fill in the configuration. */
  readonly resolve?: readonly Exported[];
  readonly sessions?: Sessions;
  /** The signature of a presigned URL says nothing of the body. */
  readonly unsignedUrls?: true;
  /** Steps of every operation. */
  readonly client?: readonly Step[];
  readonly operations?: readonly { readonly step: Step; readonly on: Selector }[];
  /** What stands in every URI and is said by the endpoint rules instead. */
  readonly uriWithout?: string;
  /** The endpoint rules say already what stands in the host prefix of every operation. */
  readonly hostPrefixes?: false;
  /** Operations that go out unsigned though their model does not say so. */
  readonly unsigned?: readonly string[];
  /** An output member that a caller also gets as the service wrote it. */
  readonly textBeside?: { readonly member: string; readonly name: string; readonly documentation: string };
  readonly exports?: FurtherExports;
  /** What the official client does and swage does not. */
  readonly missing?: readonly string[];
}

export type Selector = (operation: Operation, model: Model) => boolean;

export const named =
  (...names: readonly string[]): Selector =>
  ({ name }) =>
    names.includes(name);

const membersOf = (model: Model, id: ShapeId | undefined): readonly string[] => {
  const shape = id === undefined ? undefined : model.shapes[id];
  return shape?.kind === "structure" ? shape.members.map((one) => one.name) : [];
};

export const takes =
  (...names: readonly string[]): Selector =>
  ({ input }, model) =>
    membersOf(model, input).some((one) => names.includes(one));

export const gives =
  (name: string): Selector =>
  ({ output }, model) =>
    membersOf(model, output).includes(name);

/** The output is no text, no bytes and no stream: its body is XML, or empty. */
export const givesStructure: Selector = ({ output }, model) => {
  const shape = output === undefined ? undefined : model.shapes[output];
  if (shape?.kind !== "structure" || shape.id === "smithy.api#Unit") return false;
  const payload = shape.members.find((one) => one.wire.location === "payload");
  const kind = payload === undefined ? "structure" : model.shapes[payload.target]?.kind;
  return kind === "structure";
};
