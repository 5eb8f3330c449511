/** What the conversion of botocore's shapes knows of the service around them, and of the shapes that others use. */
import type { ShapeId } from "../model/types.ts";
import type { AstMember, AstShape } from "./ast.ts";
import type { BotocoreShape, ShapeUse } from "./botocore-form.ts";
import type { BotocoreNames } from "./botocore-names.ts";

/** What uses of a shape ask of it: read once, since most shapes are used more than once. */
export interface Target {
  readonly id: ShapeId;
  readonly shape: BotocoreShape;
  readonly type: string;
}

/** What the conversion of a shape has to know beside the shape itself. */
export interface ShapeContext {
  readonly targets: ReadonlyMap<string, Target>;
  readonly names: BotocoreNames;
  readonly rest: boolean;
  readonly json: boolean;
  readonly xml: boolean;
  /** Wire codes of errors differ from shape names in query protocols, and where services come from one. */
  readonly query: boolean;
  /** The service's own XML namespace, which members need not repeat. */
  readonly namespace?: string | undefined;
  /** Shapes that operations give as errors, with what the reference adds. */
  readonly errors: ReadonlyMap<string, ShapeUse>;
  /** Root elements that operations name for their inputs. */
  readonly roots: ReadonlyMap<string, string>;
  /** Takes a shape that botocore does not have under a name of its own; gives its id. */
  synthesize(name: string, shape: AstShape): AstMember["target"];
}
