/**
 * JMESPath's interpreter, for which a field is what an object has itself: the library's own would find what every object
 * inherits. Of its own file, since the library is large.
 */
import { TreeInterpreter } from "@jmespath-community/jmespath";

export type Base = typeof TreeInterpreter;
export type Node = Parameters<Base["visit"]>[0];
export type Json = Parameters<Base["search"]>[1];

/** The library exports an interpreter, not its class. */
const Library = TreeInterpreter.constructor as new () => Base;

export class Interpreter extends Library {
  override visit(node: Node, value: Parameters<Base["visit"]>[1]): ReturnType<Base["visit"]> {
    if (node.type === "Field" && !Object.hasOwn(Object(value) as object, node.name)) return null;
    return super.visit(node, value);
  }
}
