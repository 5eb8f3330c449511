/**
 * Signatures for several regions at once, by `@aws-sdk/signature-v4a`, an optional peer that is imported only when an
 * endpoint or the model asks for such a signature. Source: AWS Signature Version 4A.
 */
import { SwageError } from "../service/errors.ts";
import type { Provider } from "../service/identity.ts";
import type { WideSigner } from "../service/service.ts";
import type { RequestSigner } from "../service/settings.ts";

export interface Sigv4aConfig {
  /** The regions that signatures count in. Default: what the endpoint says, else the client's region. */
  sigv4aSigningRegionSet?: readonly string[] | Provider<readonly string[] | undefined> | undefined;
}

const OUTSIDE = "@aws-sdk/signature-v4a";

/** A signer of the peer's. Throws `MissingPackageError` when it is not installed. */
export const sigv4a: WideSigner = async (config, { signingRegionSet }, settings) => {
  let peer: { readonly SignatureV4a: new (settings: object) => RequestSigner };
  try {
    peer = (await import("@aws-sdk/signature-v4a")) as never;
  } catch (cause) {
    throw new SwageError(
      "MissingPackageError",
      `This request is signed with SigV4a, which needs the package ${OUTSIDE}. Install it next to this client: npm i ${OUTSIDE}`,
      { cause },
    );
  }
  const said = await (config.sigv4aSigningRegionSet as Provider<readonly string[] | undefined> | undefined)?.();
  // What the signature costs is many times what the signer does.
  return new peer.SignatureV4a({ ...settings, region: (said ?? signingRegionSet ?? [settings.region]).join(",") });
};
