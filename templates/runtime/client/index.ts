/** What generated packages take from the client runtime: one entry, of which a bundler keeps what is used. */

export { endpointParameters } from "../endpoint/endpoint-parameters.ts";
export {
  type Arn,
  type EndpointUrl,
  implicitGlobalRegion,
  isValidHostLabel,
  isVirtualHostableS3Bucket,
  type Partition,
  parseArn,
  parseURL,
  partition,
  split,
  substring,
  uriEncode,
  usualEndpoint,
} from "../endpoint/endpoints.ts";
export { hostPrefix } from "../endpoint/host-prefix.ts";
export type * from "../http/http.ts";
export { bigDecimals, bigIntegers } from "../kinds/big-number.ts";
export { blobs } from "../kinds/blob.ts";
export { booleans } from "../kinds/boolean.ts";
export { everyConstraint, inRange, matching, notEmpty, ofLength, oneOf, unique } from "../kinds/constraints.ts";
export { documents } from "../kinds/document.ts";
export { everyKind } from "../kinds/every-kind.ts";
export { lists } from "../kinds/list.ts";
export { maps } from "../kinds/map.ts";
export { mediaStrings } from "../kinds/media.ts";
export { nullableStructures } from "../kinds/nullable.ts";
export { numbers } from "../kinds/number.ts";
export { omitted } from "../kinds/omitted.ts";
export { secrets } from "../kinds/secrets.ts";
export { strings } from "../kinds/string.ts";
export { structures } from "../kinds/structure.ts";
export { timestamps } from "../kinds/timestamp.ts";
export { unions } from "../kinds/union.ts";
export type * from "../protocols/protocol.ts";
export type { ServiceParts } from "../protocols/protocol.ts";
export { TypeRegistry, typeRegistries } from "../schema/registry.ts";
export type * from "../schema/schema.ts";
export { schemaTable } from "../schema/schema-table.ts";
export type * from "../schema/values.ts";
export type { AuthDefinition } from "../service/auth-scheme.ts";
export type * from "../service/endpoint.ts";
export {
  AbortError,
  ConfigParseError,
  ConnectionClosedError,
  ConnectTimeoutError,
  CredentialsProviderError,
  EndpointConnectionError,
  EndpointResolutionError,
  InvalidMaxRetryAttemptsError,
  InvalidRegionError,
  InvalidRetryModeError,
  NoCredentialsError,
  NoRegionError,
  OperationNotPageableError,
  PaginationError,
  ParamValidationError,
  PartialCredentialsError,
  ProfileNotFound,
  ReadTimeoutError,
  SSLError,
  SwageError,
  type SwageErrorOptions,
  UnknownClientMethodError,
  type ValidationIssue,
  WaiterError,
} from "../service/errors.ts";
export type * from "../service/facts.ts";
export type { AwsCredentialIdentity, CredentialsProvider, Provider } from "../service/identity.ts";
export type * from "../service/logger.ts";
export type * from "../service/metadata.ts";
export type * from "../service/middleware.ts";
export type * from "../service/road.ts";
export type * from "../service/service.ts";
export type * from "../service/settings.ts";
export {
  type AggregateMethods,
  type AggregateParts,
  aggregate,
  type ClientMeta,
  type Exceptions,
  type PresignedUrlOptions,
} from "./aggregate.ts";
export {
  type ExceptionOptions,
  ServiceException,
  type ServiceExceptionClass,
  type ServiceExceptionOptions,
} from "./exceptions.ts";
export { NoOpLogger } from "./logging.ts";
export {
  createPaginator,
  type PaginationConfiguration,
  type PaginationOptions,
  type Paginator,
} from "./paginate.ts";
export { type PresignableCommand, type PresignOptions, presign } from "./presign.ts";
export {
  type AnyCommand,
  type Callback,
  type CallError,
  Client,
  type ClientClass,
  ServiceClient,
} from "./service-client.ts";
export { ServiceCommand as Command, ServiceCommand } from "./service-command.ts";
// For features and customised services, which are files of their own: it stands here once.
export { sendSorted } from "./sorted-road.ts";
export {
  createQuietWaiter,
  createWaiter,
  type WaiterConfiguration,
  type WaiterFailure,
  type WaiterOptions,
  type WaiterResult,
} from "./wait.ts";
