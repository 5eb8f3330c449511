/** The JMESPath evaluator, in a file of its own: it is large, and nearly no expression needs it. */
import { search as evaluate } from "@jmespath-community/jmespath";

export const search: (data: unknown, expression: string) => unknown = evaluate as never;
