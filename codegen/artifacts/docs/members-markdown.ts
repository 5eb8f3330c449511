/**
 * Members as a nested Markdown list: a line with name, type and marks, the text below it, values and constraints, then what
 * nests one level deeper. It decides how a member looks, and nothing about what is said of it.
 */
import { codeSpan } from "../../doc/markdown-inline.ts";
import type { Bounds, Deprecation, Wire } from "../../model/types.ts";
import { address, anchor, type Place, prose } from "./site.ts";
import type { EnumValueView, Link, MemberView, TypeView, Unit } from "./view.ts";

/** `[Settings](../types/Settings.md)`. */
export const linkTo = ({ text, path }: Link, place: Place): string => `[${text}](${address(place, path)})`;

/** The type in code, linked to the page of what it holds. */
export function typeText({ text, page: to }: TypeView, place: Place): string {
  return to === undefined || to === place.page ? codeSpan(text) : `[${codeSpan(text)}](${address(place, to)})`;
}

export function memberList(members: readonly MemberView[], place: Place): string {
  return members.map((member) => entry(member, place, 0)).join("\n\n");
}

/** All blocks of an entry stand two blanks deeper than its bullet, with blank lines between. */
function entry(member: MemberView, place: Place, depth: number): string {
  const indent = depth * 2;
  const pad = " ".repeat(indent);
  const blocks = [
    `${pad}- ${line(member, place)}`,
    ...[
      prose(place.site, place.page, member.doc, { indent: indent + 2 }),
      ...[...notes(member), ...facts(member)].map((text) => `${pad}  ${text}`),
    ].filter((text) => text !== ""),
    ...member.members.map((one) => entry(one, place, depth + 1)),
  ];
  return blocks.join("\n\n");
}

const UNNAMED = { element: "each element", key: "each key", value: "each value" } as const;

/** `**AppId** string · **required** · in the path`. */
function line(member: MemberView, place: Place): string {
  const { label } = member;
  const name = label.kind === "member" ? `**${label.name}**` : `*${UNNAMED[label.kind]}*`;
  const marks = [
    ...(member.required ? ["**required**"] : []),
    ...(member.idempotencyToken ? ["filled in when left out"] : []),
    ...(member.default === undefined ? [] : [`default ${codeSpan(member.default)}`]),
    ...(member.sensitive ? ["sensitive"] : []),
    ...(member.deprecated === undefined ? [] : [deprecationMark(member.deprecated)]),
    ...(member.option === undefined ? [] : [codeSpan(member.option)]),
    ...(member.wireName === undefined ? [] : [`on the wire ${codeSpan(member.wireName)}`]),
    ...wireMark(member.wire, label.kind === "member" ? label.name : ""),
  ];
  return `<a id="${anchor(place, member.anchor)}"></a>${[`${name} ${typeText(member.type, place)}`, ...marks].join(" · ")}`;
}

/** `**deprecated** since 2024-01-01: use Region`. */
function deprecationMark({ since, message }: Deprecation): string {
  const when = since === undefined ? "" : ` since ${since}`;
  return `**deprecated**${when}${message === undefined ? "" : `: ${message.replace(/\.$/, "")}`}`;
}

function wireMark(wire: Wire | undefined, name: string): readonly string[] {
  if (wire === undefined) return [];
  const called = codeSpan(wire.name);
  switch (wire.location) {
    case "label":
      return [`path ${codeSpan(`{${wire.name}}`)}`];
    case "query":
      return [`query ${called}`];
    case "queryParams":
      return ["query, a parameter for each entry"];
    case "header":
      return [`header ${called}`];
    case "prefixHeaders":
      return [`headers ${codeSpan(`${wire.name}*`)}`];
    case "statusCode":
      return ["HTTP status"];
    case "payload":
      return ["the whole body"];
    case "body":
      return [wire.name === name ? "body" : `body ${called}`];
    default:
      return wire.location satisfies never;
  }
}

function notes(member: MemberView): readonly string[] {
  if (member.recursive) return ["Described further up: the shape contains itself."];
  if (!member.union) return [];
  return member.anchor.startsWith("response")
    ? ["One of these members is set. What a newer service answers comes as `$unknown: [name, value]`."]
    : ["Exactly one of these members can be set."];
}

/** Values and constraints, a line each. */
function facts(member: MemberView): readonly string[] {
  const { constraints, unit, values } = member;
  const { length, range, pattern, uniqueItems } = constraints;
  const limits = [
    ...(range === undefined ? [] : [boundsText(range, "value")]),
    ...(length === undefined ? [] : [boundsText(length, unit)]),
    ...(uniqueItems === true ? ["no element twice"] : []),
    ...(pattern === undefined ? [] : [`matches ${codeSpan(pattern)}`]),
  ];
  return [
    ...(values.length === 0 ? [] : [`Values: ${values.map(valueText).join(", ")}`]),
    ...(limits.length === 0 ? [] : [`Constraints: ${limits.join("; ")}`]),
  ];
}

const valueText = ({ value, deprecated }: EnumValueView): string =>
  `${codeSpan(String(value))}${deprecated === undefined ? "" : " (deprecated)"}`;

const UNITS: Readonly<Record<Unit, readonly [one: string, many: string]>> = {
  value: ["", ""],
  character: [" character", " characters"],
  item: [" element", " elements"],
  entry: [" entry", " entries"],
  byte: [" byte", " bytes"],
};

/** `1 to 25`, `at least 1 character`, `exactly 36 characters`. */
function boundsText({ min, max }: Bounds, unit: Unit): string {
  const noun = (count: number): string => UNITS[unit][count === 1 ? 0 : 1];
  if (min !== undefined && max !== undefined)
    return min === max ? `exactly ${min}${noun(min)}` : `${min} to ${max}${noun(max)}`;
  return min === undefined ? `at most ${max}${noun(max ?? 0)}` : `at least ${min}${noun(min)}`;
}
