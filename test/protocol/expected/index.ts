/** The cases that are known to fail, of all protocols: id, or id with `(request)` or `(response)` behind it → reason. */
import { awsJson } from "./aws-json.ts";
import { restJson1 } from "./rest-json.ts";
import { restXml } from "./rest-xml.ts";

export const expectedFailures: Readonly<Record<string, string>> = { ...awsJson, ...restJson1, ...restXml };
