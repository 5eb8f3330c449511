/**
 * A small service, written by hand as generated packages are, and a loopback server that answers as a test says and keeps
 * what it was sent.
 */

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  aggregate,
  type ErrorSchema,
  type ExceptionOptions,
  type HttpHandlerOptions,
  type MetadataBearer,
  type OperationSchema,
  ServiceClient,
  type ServiceClientConfig,
  ServiceCommand,
  type ServiceDefinition,
  ServiceException,
  type ServiceExceptionOptions,
  type StructureSchema,
  typeRegistries,
} from "../../templates/runtime/client/index.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import { unit } from "./unit-table.ts";

const ns = "example.petstore";

// --- Tables

const Pet$: StructureSchema = [3, ns, "Pet", 0, ["Id", "Name", "Secret"], [0, 0, [0, 0b1000]], 1];
const GetPetRequest$: StructureSchema = [
  3,
  ns,
  "GetPetRequest",
  0,
  ["PetId", "Fields", "Trace"],
  [
    [0, 1],
    [64 | 0, { httpQuery: "field" }],
    [0, { httpHeader: "x-trace" }],
  ],
  1,
];
const GetPetResponse$: StructureSchema = [
  3,
  ns,
  "GetPetResponse",
  0,
  ["Pet", "ETag"],
  [() => Pet$, [0, { httpHeader: "etag" }]],
];
const CreatePetRequest$: StructureSchema = [
  3,
  ns,
  "CreatePetRequest",
  0,
  ["Name", "Token", "Secret"],
  [0, [0, 4], [0, 0b1000]],
  1,
];
const DownloadResponse$: StructureSchema = [3, ns, "DownloadResponse", 0, ["Body"], [[42, 16]]];
const NoPet$: ErrorSchema = [
  -3,
  ns,
  "NoPetException",
  { error: "client", httpError: 404 },
  ["Message", "PetId"],
  [0, 0],
];
const Busy$: ErrorSchema = [-3, ns, "BusyException", { error: "server", httpError: 503 }, ["Message", "code"], [0, 0]];
const PetstoreServiceException$: ErrorSchema = [
  -3,
  `smithy.ts.sdk.synthetic.${ns}`,
  "PetstoreServiceException",
  0,
  [],
  [],
];

export const GetPet$: OperationSchema = [
  9,
  ns,
  "GetPet",
  { http: ["GET", "/pets/{PetId}", 200] },
  () => GetPetRequest$,
  () => GetPetResponse$,
];
export const CreatePet$: OperationSchema = [
  9,
  ns,
  "CreatePet",
  { http: ["POST", "/pets", 200] },
  () => CreatePetRequest$,
  () => GetPetResponse$,
];
const Download$: OperationSchema = [
  9,
  ns,
  "Download",
  { http: ["GET", "/download", 200] },
  unit,
  () => DownloadResponse$,
];
const PrefixedPet$: OperationSchema = [
  9,
  ns,
  "PrefixedPet",
  { http: ["GET", "/prefixed", 200], endpoint: ["data."] },
  unit,
  unit,
];

// --- Errors

export class PetstoreServiceException extends ServiceException {
  constructor(options: ServiceExceptionOptions) {
    super(options);
    Object.setPrototypeOf(this, PetstoreServiceException.prototype);
  }
}
export class NoPetException extends PetstoreServiceException {
  override readonly name = "NoPetException";
  override readonly $fault = "client";
  Message?: string | undefined;
  PetId?: string | undefined;
  constructor(options: ExceptionOptions<NoPetException, PetstoreServiceException>) {
    super({ name: "NoPetException", $fault: "client", ...options });
    Object.setPrototypeOf(this, NoPetException.prototype);
    this.PetId = options.PetId;
  }
}
export class BusyException extends PetstoreServiceException {
  override readonly name = "BusyException";
  override readonly $fault = "server";
  override readonly $retryable = {};
  Message?: string | undefined;
  constructor(options: ExceptionOptions<BusyException, PetstoreServiceException>) {
    super({ name: "BusyException", $fault: "server", ...options });
    Object.setPrototypeOf(this, BusyException.prototype);
  }
}

// --- Commands and clients

export interface GetPetInput {
  PetId: string;
  Fields?: string[] | undefined;
  Trace?: string | undefined;
}
export interface GetPetOutput extends MetadataBearer {
  Pet?: { Id: string; Name?: string | undefined; Secret?: string | undefined } | undefined;
  ETag?: string | undefined;
}
export interface CreatePetInput {
  Name: string;
  Token?: string | undefined;
  Secret?: string | undefined;
}

export class GetPetCommand extends ServiceCommand<GetPetInput, GetPetOutput> {
  constructor(input: GetPetInput) {
    super(GetPet$, input);
  }
}
export class CreatePetCommand extends ServiceCommand<CreatePetInput, GetPetOutput> {
  constructor(input: CreatePetInput) {
    super(CreatePet$, input);
  }
}
export class DownloadCommand extends ServiceCommand<object, MetadataBearer & { Body?: AsyncIterable<Uint8Array> }> {
  constructor(input?: object) {
    super(Download$, input);
  }
}
export class PrefixedPetCommand extends ServiceCommand<object, MetadataBearer> {
  constructor(input?: object) {
    super(PrefixedPet$, input);
  }
}

export const service: ServiceDefinition = {
  serviceId: "Pet Store",
  serviceName: "Petstore",
  namespace: ns,
  apiVersion: "2024-01-01",
  clientName: "PetstoreClient",
  clientVersion: "1.2.3",
  protocol: restJson1,
  parts: everyPart,
  endpoint: ({ Region, Endpoint }) => ({ url: Endpoint ?? `https://petstore.${Region}.example.com` }),
  auth: [{ schemeId: "aws.auth#sigv4", name: "petstore" }],
  errors: typeRegistries([
    [PetstoreServiceException$, PetstoreServiceException],
    [NoPet$, NoPetException],
    [Busy$, BusyException],
  ]),
  exception: PetstoreServiceException,
};

type Inputs = GetPetInput | CreatePetInput | object;
type Outputs = MetadataBearer;

export class PetstoreClient extends ServiceClient<Inputs, Outputs> {
  constructor(config: ServiceClientConfig = {}) {
    super(service, config);
  }
}

export interface Petstore extends PetstoreClient {
  getPet(input: GetPetInput, options?: HttpHandlerOptions): Promise<GetPetOutput>;
  getPet(input: GetPetInput, callback: (error: Error | null, data?: GetPetOutput) => void): void;
  createPet(input: CreatePetInput, options?: HttpHandlerOptions): Promise<GetPetOutput>;
  canPaginate(name: string): boolean;
  getPaginator(name: string): object;
  getWaiter(name: string): object;
  generatePresignedUrl(name: string, options?: object): Promise<string>;
  readonly exceptions: { readonly NoPetException: typeof NoPetException; fromCode(code: string): unknown };
  readonly meta: {
    readonly methods: object;
    endpoint(): Promise<string>;
    region(): Promise<string>;
    partition(): Promise<string>;
  };
}
export const Petstore = class Petstore extends PetstoreClient {} as new (config?: ServiceClientConfig) => Petstore;
aggregate(Petstore, {
  commands: { getPet: GetPetCommand, createPet: CreatePetCommand },
  paginators: { paginateGetPet: (config: object, input: object) => ({ config, input }) },
  waiters: { waitUntilPetReady: async (config: object, input: object) => ({ config, input }) },
  exceptions: { NoPetException, BusyException },
});

/** Fixed values for everything that a test does not look at. */
export const fixed: ServiceClientConfig = {
  region: "us-west-2",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  maxAttempts: 3,
  retryMode: "standard",
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  ignoreConfiguredEndpointUrls: true,
  userAgentAppId: async () => undefined,
};

// --- The other side

export interface Sent {
  readonly method: string;
  readonly url: string;
  /** In the order and case of the wire. */
  readonly rawHeaders: readonly string[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Closes the connection instead of answering. */
  readonly drop?: boolean;
  /** Milliseconds before the answer; infinite means never. */
  readonly after?: number;
  /** Sends a part of the body, then nothing. */
  readonly stall?: boolean;
}

export interface Loopback {
  readonly url: string;
  readonly sent: Sent[];
  /** What is answered next, in order; the last one again and again. */
  answers: Answer[];
  readonly close: () => Promise<void>;
}

export async function loopback(...answers: Answer[]): Promise<Loopback> {
  const sent: Sent[] = [];
  let asked = 0;
  const server: Server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      sent.push({
        method: request.method ?? "",
        url: request.url ?? "",
        rawHeaders: request.rawHeaders,
        headers: request.headers,
        body,
      });
      const answer = state.answers[Math.min(asked++, state.answers.length - 1)] ?? {};
      const reply = (): void => {
        if (answer.drop) return void request.socket.destroy();
        response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
        if (answer.stall) return void response.write(answer.body ?? "{");
        response.end(answer.body ?? "{}");
      };
      if (answer.after === undefined) reply();
      else if (Number.isFinite(answer.after)) setTimeout(reply, answer.after);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const state: Loopback = {
    url: `http://127.0.0.1:${port}`,
    sent,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}
