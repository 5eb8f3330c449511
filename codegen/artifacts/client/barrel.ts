/** `src/index.ts`: everything that the package exports at its main entry. */
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { runtimeModule } from "../../ts/runtime.ts";

const TYPES = [
  "ServiceClientConfig",
  "ServiceExceptionOptions",
  "MetadataBearer",
  "ResponseMetadata",
  "HttpHandlerOptions",
  "OperationSchema",
  "StructureSchema",
  "UnionSchema",
  "ErrorSchema",
];

/** What the client itself throws, for `instanceof`. */
const ERRORS = [
  "AbortError",
  "ConfigParseError",
  "ConnectTimeoutError",
  "ConnectionClosedError",
  "CredentialsProviderError",
  "EndpointConnectionError",
  "EndpointResolutionError",
  "InvalidMaxRetryAttemptsError",
  "InvalidRegionError",
  "InvalidRetryModeError",
  "NoCredentialsError",
  "NoRegionError",
  "OperationNotPageableError",
  "PaginationError",
  "ParamValidationError",
  "PartialCredentialsError",
  "ProfileNotFound",
  "ReadTimeoutError",
  "SSLError",
  "UnknownClientMethodError",
  "WaiterError",
];

/** Modules in the order in which a reader wants them. */
const MODULES = [
  "client",
  "aggregate",
  "customised",
  "commands",
  "types",
  "enums",
  "errors",
  "paginators",
  "waiters",
  "schemas",
  "registries",
  "endpoints",
];

export function barrelFile(plan: Plan): TsFile {
  const file = plan.file("src/index.ts", "The package's main entry.");
  const present = new Set(plan.names.modules).add("src/types");
  for (const module of MODULES)
    if (present.has(`src/${module}`))
      file.add({
        kind: "exportAll",
        from: `./${module}.js`,
        typeOnly: module === "types",
        // The validators take the enums' values, and not the client.
        apart: module === "enums",
      });
  file.add(
    {
      kind: "exportNames",
      names: [
        "Command as $Command",
        "Client as __Client",
        ...["presign", "SwageError", ...ERRORS].filter((name) => !plan.names.taken(name)),
      ],
      from: runtimeModule("client"),
    },
    {
      kind: "exportNames",
      names: TYPES.filter((name) => !plan.names.taken(name)),
      from: runtimeModule("client"),
      typeOnly: true,
    },
  );
  return file;
}
