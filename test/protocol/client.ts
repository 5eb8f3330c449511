/**
 * The generated client of a protocol test model: from the model file through the whole generator, with a request handler
 * that keeps what it is given or answers as a case says. Knows how clients are made and called, nothing of expectations.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { load } from "../../codegen/generate.ts";
import { optionsOf, type ServiceOptions } from "../../codegen/options.ts";
import type { HttpRequest } from "../../templates/runtime/http/http.ts";
import type { ClientState } from "../../templates/runtime/service/state.ts";
import { evaluatePackage } from "../support/evaluate.ts";
import { workshop } from "../support/workshop.ts";
import { officialProtocol } from "./official.ts";
import type { Case, RequestCase, ResponseCase } from "./suite.ts";

/** What a case asks of the client's configuration beside the ordinary. */
export type ClientConfig = Readonly<Record<string, unknown>>;

type Client = { send(command: object): Promise<Record<string, unknown>> };
type Class = new (argument: object) => object;

/** Ends a call where the request would leave. */
class Caught extends Error {}

export class Package {
  readonly #exports: Readonly<Record<string, unknown>>;
  readonly #client: Class;

  constructor(exports: Readonly<Record<string, unknown>>) {
    this.#exports = exports;
    const name = Object.keys(exports).find(
      (one) => one.endsWith("Client") && one !== "Client" && one !== "ServiceClient",
    );
    this.#client = exports[name ?? ""] as Class;
  }

  /** The client's configuration that has the official class do the protocol's work. */
  officially(protocol: string): ClientConfig {
    const { config } = new this.#client(COMMON) as { readonly config: Readonly<Record<symbol, ClientState>> };
    const state = Object.getOwnPropertySymbols(config).map((key) => config[key])[0] as ClientState;
    return { protocol: officialProtocol(protocol, state.service) };
  }

  /** The class of an error shape. */
  error(name: string): Class {
    return this.#exports[name] as Class;
  }

  /** The request that an operation would send. */
  async request(operation: string, input: object, test: RequestCase, config: ClientConfig): Promise<HttpRequest> {
    let caught: HttpRequest | undefined;
    const requestHandler = {
      metadata: { handlerProtocol: "http/1.1" },
      handle: async (request: HttpRequest) => {
        caught = request;
        throw new Caught();
      },
    };
    try {
      await this.call(operation, input, { ...configOf(test), ...config, requestHandler });
    } catch (error) {
      if (!(error instanceof Caught) || caught === undefined) throw error;
    }
    return caught as HttpRequest;
  }

  /** What an operation makes of an answer. Throws what the client throws. */
  async answer(operation: string, { code, headers, body }: ResponseCase, config: ClientConfig): Promise<object> {
    const response = {
      statusCode: code,
      headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
      body: Readable.from([bytesOf(body, headers)]),
    };
    const requestHandler = {
      metadata: { handlerProtocol: "http/1.1" },
      handle: async () => ({ response }),
    };
    const { $metadata, ...output } = await this.call(
      operation,
      {},
      // The input of an answer's case is nobody's concern: what it lacks is not looked for.
      { endpoint: "https://example.com", validate: { input: "off" }, ...config, requestHandler },
    );
    return output;
  }

  /** Calls an operation of a client with that configuration. */
  call(operation: string, input: object, config: object): Promise<Record<string, unknown>> {
    const Command = this.#exports[`${operation}Command`] as Class;
    const client = new this.#client({ ...COMMON, ...config }) as Client;
    return client.send(new Command(input));
  }
}

const COMMON = {
  region: "us-west-2",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
  apiKey: { apiKey: "example" },
  token: { token: "example" },
  maxAttempts: 1,
  ignoreConfiguredEndpointUrls: true,
};

/** The bytes of an answer: CBOR stands as base64 in the models. */
function bytesOf(body: string | undefined, headers: Case["headers"]): Uint8Array {
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  return Buffer.from(body ?? "", type === "application/cbor" ? "base64" : "utf8");
}

/** Settings of S3's own, as cases spell them and as the client does. */
interface S3Settings {
  readonly addressing_style?: "virtual" | "path";
  readonly use_dualstack_endpoint?: boolean;
  readonly use_accelerate_endpoint?: boolean;
}

/** What a case asks of the client: a host of the service's own, or the endpoint that it names. */
function configOf({ host = "example.com", vendorParams }: RequestCase): ClientConfig {
  const scoped = vendorParams?.scopedConfig as
    | Readonly<Record<"client" | "operation", { readonly region?: string; readonly s3?: S3Settings } | undefined>>
    | undefined;
  if (scoped === undefined) return { endpoint: `https://${host}` };
  // Clients in JavaScript have no configuration for one operation: it is that of a client for it.
  const settings = { ...scoped.client?.s3, ...scoped.operation?.s3 };
  return {
    region: scoped.client?.region,
    forcePathStyle: settings.addressing_style === "path",
    useDualstackEndpoint: settings.use_dualstack_endpoint === true,
    useAccelerateEndpoint: settings.use_accelerate_endpoint === true,
  };
}

/** The package that swage makes of a model, with an overlay's content; what keeps it from making one, as text. */
export async function packageOf(
  input: string,
  content: object | undefined,
  options: Partial<ServiceOptions>,
): Promise<Package | string> {
  const folder = workshop();
  const overlay = content && join(folder.path, "overlay.json");
  if (overlay !== undefined) writeFileSync(overlay, JSON.stringify(content));
  const { plan, diagnostics } = load({ input, overlay, options: optionsOf(options), swage: "0.0.0" });
  folder.close();
  if (plan === undefined || diagnostics.failed)
    return diagnostics.all
      .filter((one) => one.severity === "error")
      .map((one) => one.message)
      .join(" ");
  return new Package(await evaluatePackage(plan));
}
