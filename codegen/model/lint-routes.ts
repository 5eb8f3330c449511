/**
 * What servers make of request lines. SW2061: a greedy label that is not the last one, which few of them take. SW1029:
 * operations that no server can tell apart, since one method, host and path is theirs. Where a label and a literal
 * meet, the literal wins, so only patterns that are the same but for the names of their labels are in each other's way. It
 * takes labels for what they are: `http.ts` has looked at them. Source: Smithy 2.0, "Greedy labels", "Pattern Validation and
 * Conflict Avoidance", "Specificity Routing"; Smithy's HttpUriConflict validator for hosts.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { membersOf } from "./graph.ts";
import { patternOf } from "./pattern.ts";
import type { PlaceOf } from "./place.ts";
import type { HttpBinding, Model, Operation } from "./types.ts";

const API = "smithy.api#";

interface Route {
  readonly operation: Operation;
  readonly http: HttpBinding;
  /** The host prefix in parts between dots; absent where the operation has none. */
  readonly host?: readonly string[];
  /** Patterns of the members that host labels stand for. */
  readonly patterns: ReadonlyMap<string, string>;
}

export function lintRoutes(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  /** Routes of one line by what it matches: only they are compared with each other. */
  const lines = new Map<string, Route[]>();
  for (const operation of model.operations) {
    if (operation.http === undefined) continue;
    const route = routeOf(operation, operation.http, model);
    lintGreedy(route, place, diagnostics);
    const line = matched(operation.http);
    const others = lines.get(line);
    if (others === undefined) {
      lines.set(line, [route]);
      continue;
    }
    const other = others.find((one) => sameHost(one, route));
    if (other === undefined) others.push(route);
    else
      diagnostics.report("SW1029", `${told(route)} and ${told(other)} match the same requests.`, {
        shape: operation.id,
        place: place(operation.id, ["traits", `${API}http`, "uri"]),
        hint: `give one of them another path or method, or a query key of its own: "${withKey(route.http.uri)}"`,
      });
  }
}

/** A client can send such a path, and servers with specificity routing may take it: it is no error. */
function lintGreedy(route: Route, place: PlaceOf, diagnostics: Diagnostics): void {
  const { operation, http } = route;
  const greedy = http.labels.slice(0, -1).find((one) => one.greedy);
  if (greedy === undefined) return;
  diagnostics.report(
    "SW2061",
    `${told(route)} has a label behind {${greedy.name}+}, and most servers read none there.`,
    {
      shape: operation.id,
      place: place(operation.id, ["traits", `${API}http`, "uri"]),
      hint: `write {${greedy.name}}, or make it the last label`,
    },
  );
}

const told = ({ operation, http }: Route): string => `${operation.name} (${http.method} ${http.uri})`;
const withKey = (uri: string): string => `${uri}${uri.includes("?") ? "&" : "?"}key`;

function routeOf(operation: Operation, http: HttpBinding, model: Model): Route {
  const endpoint = operation.traits[`${API}endpoint`] as { readonly hostPrefix: string } | undefined;
  const input = operation.input === undefined ? undefined : model.shapes[operation.input];
  if (endpoint === undefined || input === undefined)
    return { operation, http, patterns: new Map(), ...hostOf(endpoint) };
  const patterns = membersOf(input).flatMap(({ name, constraints }) =>
    constraints.pattern === undefined ? [] : [[name, constraints.pattern] as const],
  );
  return { operation, http, patterns: new Map(patterns), ...hostOf(endpoint) };
}

const hostOf = (endpoint: { readonly hostPrefix: string } | undefined): { readonly host?: readonly string[] } =>
  endpoint === undefined ? {} : { host: endpoint.hostPrefix.split(".") };

/** What a request line matches: its method, path with nameless labels, and literal query keys in one order. A slash at the end counts for nothing. */
function matched({ method, uri }: HttpBinding): string {
  const [path = "", query = ""] = uri.split("?");
  const keys = query.split("&").filter((one) => one !== "");
  const literals = keys.map((one) => (one.endsWith("=") ? one.slice(0, -1) : one)).sort();
  return `${method} ${path.replace(/\/+$/, "").replaceAll(/\{[^}+]*(\+?)\}/g, "{$1}")}?${literals.join("&")}`;
}

/** Operations with a host prefix and without are on different hosts. */
function sameHost(one: Route, other: Route): boolean {
  if (one.host === undefined || other.host === undefined) return one.host === other.host;
  if (one.host.length !== other.host.length) return false;
  return one.host.every((part, index) => canBeSame(part, one, other.host?.[index] ?? "", other));
}

/** Whether two parts of hosts can be one text: what stands around labels agrees, and a label's pattern lets it be a literal. */
function canBeSame(part: string, of: Route, other: string, ofOther: Route): boolean {
  if (!part.includes("{")) return other.includes("{") ? canBeSame(other, ofOther, part, of) : part === other;
  if (other.includes("{")) return agree(before(part), before(other)) && agree(behind(part), behind(other));
  const literals = part.split(/\{\w*\}/).map((one) => one.replaceAll(/[^\w-]/g, "\\$&"));
  if (!new RegExp(`^${literals.join(".+")}$`).test(other)) return false;
  const label = /^\{(\w+)\}$/.exec(part)?.[1];
  const pattern = label === undefined ? undefined : patternOf(of.patterns.get(label) ?? "");
  return pattern === undefined || new RegExp(pattern.source, pattern.flags).test(other);
}

const before = (part: string): string => part.slice(0, part.indexOf("{"));
/** What stands behind the last label, last letter first. */
const behind = (part: string): string => [...part.slice(part.lastIndexOf("}") + 1)].reverse().join("");
const agree = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);
