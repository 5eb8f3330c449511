/**
 * The types of endpoint rules: what a value can be, and what its attributes are. It knows no functions and no rule sets.
 * Source: Smithy, "Rules engine standard library"; AWS rules engine functions (partition, ARN).
 */

export type RuleTypeName = "string" | "boolean" | "number" | "strings" | "partition" | "url" | "arn";

export interface RuleType {
  readonly name: RuleTypeName;
  /** The value may be absent. */
  readonly optional: boolean;
}

/** The attributes of the types that have some. */
export const ATTRIBUTES: Readonly<Partial<Record<RuleTypeName, Readonly<Record<string, RuleTypeName>>>>> = {
  partition: {
    name: "string",
    dnsSuffix: "string",
    dualStackDnsSuffix: "string",
    supportsFIPS: "boolean",
    supportsDualStack: "boolean",
    implicitGlobalRegion: "string",
  },
  url: { scheme: "string", authority: "string", path: "string", normalizedPath: "string", isIp: "boolean" },
  arn: { partition: "string", service: "string", region: "string", accountId: "string", resourceId: "strings" },
};

/** The type of one step of a path; an item of a list may not be there. */
export function attributeType(type: RuleType, step: string | number): RuleType | undefined {
  if (typeof step === "number") return type.name === "strings" ? { name: "string", optional: true } : undefined;
  const name = ATTRIBUTES[type.name]?.[step];
  return name === undefined ? undefined : { name, optional: false };
}

const SHOWN: Readonly<Record<RuleTypeName, string>> = {
  string: "a string",
  boolean: "a boolean",
  number: "a number",
  strings: "a list of strings",
  partition: "a partition",
  url: "a URL",
  arn: "an ARN",
};

/** For messages: `a string that may not be set`. */
export const show = (type: RuleType): string => `${SHOWN[type.name]}${type.optional ? " that may not be set" : ""}`;
