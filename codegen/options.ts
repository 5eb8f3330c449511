/** What a user may set for one service, with the defaults. Plain data: checking a config file is `config.ts`'s business. */

import type { Form } from "./load/files.ts";

export interface PackageOptions {
  /** npm name; default: the kebab name of the service's sdkId. */
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  /** Name of the command; default: the package's name without its scope. */
  readonly bin?: string | undefined;
  readonly description?: string | undefined;
}

export interface ServiceOptions {
  /** `nullable`: required members are typed `T | undefined`, as in the official clients. */
  readonly required: "strict" | "nullable";
  /** The protocol that the client speaks, by the name of its trait; default: the first in swage's order that the service has. */
  readonly protocol?: string | undefined;
  /**
   * `fill`: members with a default are sent with it, and read with it, when they are left out; `omit`: only those that are also
   * required are, and only when sent, as in the official clients.
   */
  readonly defaults: "omit" | "fill";
  /** `pages`: a page of documentation for each thing, in a file of its own; `page`: all in one file. */
  readonly docs: "pages" | "page";
  /** Whether pagination is inferred where no trait states it. */
  readonly infer: boolean;
  readonly package: PackageOptions;
  /** Artifacts to make, with what they need; default: all. */
  readonly only?: readonly string[] | undefined;
  /** Artifacts to leave out. */
  readonly without?: readonly string[] | undefined;
}

export interface ServiceConfig extends Partial<ServiceOptions> {
  /** A model file, a folder that holds a model, or a pattern for several. Relative to the config. */
  readonly input: string;
  /** The package folder; `{name}` is what the model's file or folder is called. */
  readonly output: string;
  readonly overlay?: string | undefined;
  /** The form of the input, where it could be read in two. */
  readonly format?: Form | undefined;
}

/** What stands beside `services` counts for all of them. */
export interface Config extends Partial<ServiceOptions>, Pick<ServiceConfig, "format"> {
  readonly $schema?: string | undefined;
  readonly services: readonly ServiceConfig[];
}

export const DEFAULTS: ServiceOptions = {
  required: "strict",
  defaults: "omit",
  docs: "pages",
  infer: true,
  package: {},
};

export const optionsOf = (config: Partial<ServiceOptions>): ServiceOptions => ({
  required: config.required ?? DEFAULTS.required,
  defaults: config.defaults ?? DEFAULTS.defaults,
  docs: config.docs ?? DEFAULTS.docs,
  infer: config.infer ?? DEFAULTS.infer,
  package: config.package ?? DEFAULTS.package,
  ...(config.protocol === undefined ? {} : { protocol: config.protocol }),
  ...(config.only === undefined ? {} : { only: config.only }),
  ...(config.without === undefined ? {} : { without: config.without }),
});

/** All that decides whether a run has been made: also what is no option, so that a key that is not known is found each time. */
export const saidOf = (service: ServiceConfig): unknown => [
  optionsOf(service),
  service.format,
  Object.entries(service)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key)
    .sort(),
];
