/**
 * The part that an operation puts in front of the host name: the `endpoint` trait's template with its labels filled in. Every
 * protocol has it, whether it binds members to HTTP or not. Knows nothing of endpoints.
 */

import type { HostPrefixPart } from "../kinds/kind.ts";
import { membersOf, shapeOf } from "../schema/shape.ts";
import { EndpointResolutionError } from "../service/errors.ts";

export const hostPrefix: HostPrefixPart = {
  /** `data-a1.` for `data-{Id}.` and `{ Id: "a1" }`. Throws when a label has no value, or one that could lead elsewhere. */
  writer({ endpoint }, input) {
    if (!endpoint) return undefined;
    const [template] = endpoint as readonly [string];
    const labels = membersOf(shapeOf(input)).filter(({ traits }) => traits.hostLabel);
    return (given) =>
      labels.reduce((prefix, { name }) => {
        const value = given[name];
        if (typeof value !== "string" || !value) throw new Error(`No value provided for host label: ${name}.`);
        // Anything else could lead the request to another host.
        if (!/^[a-zA-Z0-9.-]+$/.test(value)) throw new Error(`[${value}] is not valid in a host name: ${name}.`);
        return prefix.replace(`{${name}}`, () => value);
      }, template);
  },
  hostOf(prefix, hostname) {
    const host = prefix + hostname;
    if (/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(host)) return host;
    throw new EndpointResolutionError(`[${host}] is not a valid hostname.`);
  },
};
