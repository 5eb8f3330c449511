/**
 * What an endpoint is, and what decides on it: parameters of a rule set, where their values come from, and the place that
 * comes out. Types only; the rules themselves are printed for each service.
 */
import type { HeaderBag } from "../http/http.ts";

/** Values of the endpoint rule set's parameters: `Region`, `UseFIPS`, `UseDualStack`, `Endpoint` and the service's own. */
export interface EndpointParameters {
  readonly Region?: string | undefined;
  readonly UseFIPS?: boolean | undefined;
  readonly UseDualStack?: boolean | undefined;
  readonly Endpoint?: string | undefined;
  readonly [name: string]: unknown;
}

/** Where requests go, as rule sets say it. */
export interface Endpoint {
  url: string | URL;
  headers?: Record<string, string[]> | undefined;
  /** `authSchemes` in here changes the signing name and region. */
  properties?: Record<string, unknown> | undefined;
}

/** Where requests go, in parts. */
export interface EndpointParts {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers?: HeaderBag;
}

export type EndpointResolver = (params: EndpointParameters) => Endpoint;

/** How one endpoint parameter gets its value for an operation. */
export type EndpointInstruction =
  | { readonly type: "staticContextParams"; readonly value: unknown }
  | { readonly type: "contextParams"; readonly name: string }
  /** From the key of the client's configuration. */
  | { readonly type: "clientContextParams" | "builtInParams"; readonly name: string }
  | { readonly type: "operationContextParams"; readonly get: (input: never) => unknown };

export type EndpointInstructions = { readonly [parameter: string]: EndpointInstruction };
