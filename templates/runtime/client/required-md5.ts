/** `content-md5` where a service insists on it (`smithy.api#httpChecksumRequired`), unless the caller has said it. */

import { collectBody } from "../http/body.ts";
import * as S from "../schema/shape.ts";
import type { Feature, StepCall } from "../service/feature.ts";
import { encodeBase64, toBytes } from "../values/base64.ts";
import { Md5 } from "./checksum-algorithms.ts";
import { isStreaming } from "./streams.ts";

export const requiredMd5: Feature = {
  configure: (said) => ({ md5: (said as { md5?: unknown }).md5 ?? Md5 }),
  steps: [
    {
      name: "applyMd5BodyChecksumMiddleware",
      tags: ["SET_CONTENT_MD5", "BODY_CHECKSUM"],
      at: "payload",
      compile(schema) {
        const { httpChecksum, httpChecksumRequired } = S.traitsOf(schema[3]);
        return httpChecksumRequired && !httpChecksum ? addMd5 : undefined;
      },
    },
  ],
};

async function addMd5({ request, config }: StepCall): Promise<void> {
  const { headers } = request;
  if (Object.keys(headers).some((name) => name.toLowerCase() === "content-md5")) return;
  // The header stands before the body, so a stream has to be read first.
  if (isStreaming(request.body)) request.body = await collectBody(request.body);
  const md5 = new (config as unknown as { md5: typeof Md5 }).md5();
  md5.update(toBytes(request.body ?? "") as Uint8Array);
  headers["content-md5"] = encodeBase64(await md5.digest());
}
