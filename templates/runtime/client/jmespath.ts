/**
 * The JMESPath evaluator, in a file of its own: it is large, and nearly no expression needs it. A field is what an object
 * has itself: the library would find what every object inherits.
 */
import { compile, TreeInterpreter } from "@jmespath-community/jmespath";

type Base = typeof TreeInterpreter;
type Visit = Parameters<Base["visit"]>;

/** The library exports an interpreter, not its class. */
const Library = TreeInterpreter.constructor as new () => Base;

class Interpreter extends Library {
  override visit(node: Visit[0], value: Visit[1]): ReturnType<Base["visit"]> {
    if (node.type === "Field" && !Object.hasOwn(Object(value) as object, node.name)) return null;
    return super.visit(node, value);
  }
}

export const search = (data: unknown, expression: string): unknown =>
  new Interpreter().search(compile(expression), data as Parameters<Base["search"]>[1]);
