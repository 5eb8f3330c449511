/**
 * A small service that streams, written by hand as generated packages are: objects with checksums, reports that are
 * compressed, a conversation of events. Every test runs on both roads of a client.
 */

import { checksums } from "../../templates/runtime/client/checksums.ts";
import { compression } from "../../templates/runtime/client/compression.ts";
import { eventStreams } from "../../templates/runtime/client/event-streams.ts";
import { withFeatures } from "../../templates/runtime/client/features.ts";
import {
  type ErrorSchema,
  type MetadataBearer,
  type OperationSchema,
  type SchemaRef,
  ServiceClient,
  type ServiceClientConfig,
  ServiceCommand,
  type ServiceDefinition,
  ServiceException,
  type ServiceExceptionOptions,
  type StructureSchema,
  typeRegistries,
  type UnionSchema,
} from "../../templates/runtime/client/index.ts";
import { requiredMd5 } from "../../templates/runtime/client/required-md5.ts";
import { streams } from "../../templates/runtime/client/streams.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { restJson1, restJson1Events } from "../../templates/runtime/protocols/rest-json.ts";
import { unit } from "./unit-table.ts";

const ns = "example.depot";
const payload = { httpPayload: 1, streaming: 1 };

const Upload$: StructureSchema = [
  3,
  ns,
  "UploadRequest",
  0,
  ["Key", "Algorithm", "Sum", "Encoding", "Body"],
  [
    [0, { httpLabel: 1 }],
    [0, { httpHeader: "x-amz-sdk-checksum-algorithm" }],
    [0, { httpHeader: "x-amz-checksum-sha1" }],
    [0, { httpHeader: "Content-Encoding" }],
    [42, payload],
  ],
  1,
];
const Download$: StructureSchema = [
  3,
  ns,
  "DownloadRequest",
  0,
  ["Mode"],
  [[0, { httpHeader: "x-amz-checksum-mode" }]],
];
const Downloaded$: StructureSchema = [3, ns, "DownloadResponse", 0, ["Body"], [[42, payload]]];
const Report$: StructureSchema = [3, ns, "ReportRequest", 0, ["Text"], [0]];

const Word$: StructureSchema = [3, ns, "Word", 0, ["text"], [0]];
const Sound$: StructureSchema = [
  3,
  ns,
  "Sound",
  0,
  ["rate", "data"],
  [
    [1, { eventHeader: 1 }],
    [21, { eventPayload: 1 }],
  ],
];
const Tired$: ErrorSchema = [-3, ns, "TiredException", { error: "server" }, ["message"], [0]];
const Events$: UnionSchema = [
  4,
  ns,
  "Events",
  { streaming: 1 },
  ["word", "sound", "TiredException"],
  [() => Word$, () => Sound$, () => Tired$],
];
const Talk$: StructureSchema = [3, ns, "Talk", 0, ["events"], [[() => Events$, 16]]];
const DepotServiceException$: ErrorSchema = [-3, `smithy.ts.sdk.synthetic.${ns}`, "DepotServiceException", 0, [], []];

const operation = (
  name: string,
  traits: Exclude<OperationSchema[3], number>,
  input: StructureSchema,
  output: SchemaRef = unit,
): OperationSchema => [9, ns, name, traits, () => input, () => output];

export const OPERATIONS = {
  Upload: operation(
    "Upload",
    { http: ["PUT", "/{Key}", 200], httpChecksum: { requestAlgorithmMember: "Algorithm" } },
    Upload$,
  ),
  Replace: operation(
    "Replace",
    {
      http: ["PUT", "/{Key}", 200],
      httpChecksum: { requestAlgorithmMember: "Algorithm", requestChecksumRequired: true },
    },
    Upload$,
  ),
  Download: operation(
    "Download",
    {
      http: ["GET", "/download", 200],
      httpChecksum: { requestValidationModeMember: "Mode", responseAlgorithms: ["CRC64NVME", "CRC32", "SHA1"] },
    },
    Download$,
    Downloaded$,
  ),
  Report: operation("Report", { http: ["POST", "/report", 200], requestCompression: { encodings: ["gzip"] } }, Report$),
  Archive: operation("Archive", { http: ["PUT", "/{Key}", 200], requestCompression: { encodings: ["gzip"] } }, Upload$),
  Insist: operation("Insist", { http: ["POST", "/insist", 200], httpChecksumRequired: 1 }, Report$),
  Talk: operation("Talk", { http: ["POST", "/talk", 200] }, Talk$, Talk$),
} as const;

export class DepotServiceException extends ServiceException {
  constructor(options: ServiceExceptionOptions) {
    super(options);
    Object.setPrototypeOf(this, DepotServiceException.prototype);
  }
}
export class TiredException extends DepotServiceException {
  override readonly name = "TiredException";
  override readonly $fault = "server";
  constructor(options: ServiceExceptionOptions) {
    super({ ...options, name: "TiredException", $fault: "server" });
    Object.setPrototypeOf(this, TiredException.prototype);
  }
}

export const depot: ServiceDefinition = {
  serviceId: "Depot",
  serviceName: "Depot",
  namespace: ns,
  apiVersion: "2024-01-01",
  clientName: "DepotClient",
  clientVersion: "1.2.3",
  protocol: restJson1,
  parts: everyPart,
  endpoint: ({ Region, Endpoint }) => ({ url: Endpoint ?? `https://depot.${Region}.example.com` }),
  auth: [{ schemeId: "aws.auth#sigv4", name: "depot" }],
  errors: typeRegistries([
    [DepotServiceException$, DepotServiceException],
    [Tired$, TiredException],
  ]),
  exception: DepotServiceException,
  features: withFeatures(streams, eventStreams(restJson1Events), compression, checksums, requiredMd5),
};

const FIXED: ServiceClientConfig = {
  region: "eu-central-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  maxAttempts: 1,
  ignoreConfiguredEndpointUrls: true,
};

type Members = Record<string, unknown>;

export type Road = "compiled" | "ordinary";
export const ROADS: readonly Road[] = ["compiled", "ordinary"];

/** A client whose calls take one road; `features` in place of all of them. */
export function depotClient(road: Road, config: object, service: Partial<ServiceDefinition> = {}): DepotClient {
  const client = new DepotClient({ ...depot, ...service }, { ...FIXED, ...config });
  if (road === "ordinary")
    client.middlewareStack.add((next) => (args) => next(args), { step: "build", name: "nothing" });
  return client;
}

export class DepotClient extends ServiceClient<Members, MetadataBearer> {
  constructor(service: ServiceDefinition, config: ServiceClientConfig) {
    super(service, config);
  }
  async call(name: keyof typeof OPERATIONS, input: Members, options: object = {}): Promise<Members> {
    const command = new ServiceCommand<Members, MetadataBearer>(OPERATIONS[name], input);
    return (await this.send(command, options)) as unknown as Members;
  }
}
