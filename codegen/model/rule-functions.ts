/**
 * The functions of endpoint rules: what each takes and gives. How a call is printed is `artifacts/endpoints/`'s business,
 * how it runs the runtime's. Source: Smithy, "Rules engine standard library"; AWS rules engine functions.
 */
import { type RuleType, type RuleTypeName, show } from "./rule-types.ts";

interface Signature {
  readonly takes: readonly (RuleTypeName | "any" | "same")[];
  readonly gives: RuleTypeName | "same";
  /** The result may be absent: the condition then fails. */
  readonly optional: boolean;
  /** Arguments may be absent. */
  readonly lenient?: boolean;
  /** The last argument may stand any number of times. */
  readonly variadic?: boolean;
}

const given = (gives: RuleTypeName, ...takes: Signature["takes"]): Signature => ({ takes, gives, optional: false });
const perhaps = (gives: RuleTypeName, ...takes: Signature["takes"]): Signature => ({ takes, gives, optional: true });

export const FUNCTIONS = {
  isSet: { ...given("boolean", "any"), lenient: true },
  not: given("boolean", "boolean"),
  booleanEquals: given("boolean", "boolean", "boolean"),
  stringEquals: given("boolean", "string", "string"),
  substring: perhaps("string", "string", "number", "number", "boolean"),
  uriEncode: given("string", "string"),
  parseURL: perhaps("url", "string"),
  isValidHostLabel: given("boolean", "string", "boolean"),
  split: given("strings", "string", "string", "number"),
  coalesce: { takes: ["any", "same"], gives: "same", optional: false, lenient: true, variadic: true },
  ite: { takes: ["boolean", "any", "same"], gives: "same", optional: false, lenient: true },
  "aws.partition": given("partition", "string"),
  "aws.parseArn": perhaps("arn", "string"),
  "aws.isVirtualHostableS3Bucket": given("boolean", "string", "boolean"),
} as const satisfies Record<string, Signature>;

export type FunctionName = keyof typeof FUNCTIONS;

export interface ArgumentFault {
  readonly index?: number;
  readonly message: string;
  readonly hint?: string;
}

/** Checks what a function is given, and says what it gives. */
export function argumentsOf(
  fn: FunctionName,
  types: readonly RuleType[],
): { readonly result: RuleType; readonly faults: readonly ArgumentFault[] } {
  const signature: Signature = FUNCTIONS[fn];
  const { lenient, variadic } = signature;
  const more = variadic === true ? Math.max(0, types.length - signature.takes.length) : 0;
  const takes = [...signature.takes, ...Array.from({ length: more }, () => signature.takes.at(-1) ?? "any")];
  const faults: ArgumentFault[] = [];
  if (types.length !== takes.length)
    faults.push({ message: `${fn} takes ${takes.length} arguments, not ${types.length}.` });
  const free = types[takes.indexOf("any")];
  for (const [index, type] of types.entries()) {
    const wanted = takes[index];
    const expected = wanted === "same" ? free?.name : wanted;
    if (expected === undefined || expected === "any") continue;
    if (type.name !== expected)
      faults.push({
        index,
        message: `${fn} takes ${show({ name: expected, optional: false })} here, not ${show(type)}.`,
      });
    else if (type.optional && lenient !== true)
      faults.push({
        index,
        message: `${fn} is given ${show(type)}.`,
        hint: "put an isSet condition before, or give the parameter a default",
      });
  }
  if (signature.gives !== "same") return { result: { name: signature.gives, optional: signature.optional }, faults };
  const last = types[takes.length - 1];
  const optional = fn === "coalesce" ? last?.optional === true : free?.optional === true || last?.optional === true;
  return { result: { name: free?.name ?? "string", optional }, faults };
}
