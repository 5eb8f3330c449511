/** The JMESPath evaluator, in a file of its own: it is large, and nearly no expression needs it. */
import { compile } from "@jmespath-community/jmespath";
import { Interpreter, type Json } from "../values/jmespath-interpreter.ts";

export const search = (data: unknown, expression: string): unknown =>
  new Interpreter().search(compile(expression), data as Json);
