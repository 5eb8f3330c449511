/** Every artifact, in the order in which they are emitted. */
import type { Artifact } from "./artifact.ts";
import { cli } from "./cli/index.ts";
import { client } from "./client/index.ts";
import { docs } from "./docs/index.ts";
import { endpoints } from "./endpoints/index.ts";
import { errors } from "./errors/index.ts";
import { package_ } from "./package/index.ts";
import { paginators } from "./paginators/index.ts";
import { schemas } from "./schemas/index.ts";
import { types } from "./types/index.ts";
import { validators } from "./validators/index.ts";
import { waiters } from "./waiters/index.ts";

export const ARTIFACTS: readonly Artifact[] = [
  types,
  schemas,
  errors,
  endpoints,
  client,
  paginators,
  waiters,
  validators,
  cli,
  docs,
  package_,
];
