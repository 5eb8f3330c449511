/**
 * The twelve generated clients beside the official ones: from every error that their models know, and from answers that no
 * model foresees, the same class, fault, texts, members and metadata.
 */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Model, StructureShape } from "../../codegen/model/types.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { loadSound } from "../support/model.ts";
import { type Canned, FIXED_UUID, type Outcome, pairOf } from "../support/official-pair.ts";
import { describeWithShared } from "../support/shared-folder.ts";
import { generateTwelve, modelOf, TWELVE } from "../support/twelve.ts";
import { full, minimal } from "../support/values.ts";
import { fitting, SETTINGS } from "./official-settings.ts";
import { SKEW } from "./skew.ts";

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
  vi.spyOn(globalThis.crypto, "randomUUID").mockReturnValue(FIXED_UUID);
  for (const method of ["warn", "error"] as const) vi.spyOn(console, method).mockImplementation(() => undefined);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** An answer that refuses with a code, as the service's protocol writes it. `texts` are members of strings alone. */
function refusal(plan: Plan, code: string, status: number, texts: Readonly<Record<string, string>>): Canned {
  const { name, settings } = plan.protocol;
  const xml = Object.entries({ Code: code, ...texts })
    .map(([key, value]) => `<${key}>${value}</${key}>`)
    .join("");
  const inXml = (body: string): Canned => ({ statusCode: status, headers: { "content-type": "text/xml" }, body });
  switch (name) {
    case "ec2Query":
      return inXml(`<Response><Errors><Error>${xml}</Error></Errors><RequestID>r-2</RequestID></Response>`);
    case "awsQuery":
      return inXml(`<ErrorResponse><Error><Type>Sender</Type>${xml}</Error><RequestId>r-2</RequestId></ErrorResponse>`);
    case "restXml":
      return inXml(
        settings?.["noErrorWrapping"] === true
          ? `<Error>${xml}<RequestId>r-2</RequestId></Error>`
          : `<ErrorResponse><Error><Type>Sender</Type>${xml}</Error><RequestId>r-2</RequestId></ErrorResponse>`,
      );
    case "restJson1":
      return {
        statusCode: status,
        headers: { "x-amzn-errortype": `${code}:http://internal/`, "content-type": "application/json" },
        body: JSON.stringify(texts),
      };
    default:
      return {
        statusCode: status,
        headers: { "content-type": "application/x-amz-json-1.0" },
        body: JSON.stringify({ __type: `com.example#${code}`, ...texts }),
      };
  }
}

/** What a caller sees under the model's names. `Message` is `message` in the official client, and both in ours. */
function seen({ error }: Outcome, members: readonly string[]): object {
  if (error === undefined) return {};
  const { name, message, $fault, $metadata, $retryable } = error;
  const own = Object.fromEntries(members.filter((one) => one !== "Message").map((one) => [one, error[one]]));
  return { ...own, name, message, $fault, $metadata, $retryable, base: error.constructor.name };
}

const errorsOf = (model: Model): readonly StructureShape[] =>
  Object.values(model.shapes).filter(
    (one): one is StructureShape => one.kind === "structure" && one.error !== undefined,
  );

/** Members that a text can stand for, under their wire names; a caller reads them under the model's. */
function textsOf(
  shape: StructureShape,
  model: Model,
): Readonly<Record<string, readonly [wire: string, value: string]>> {
  const value = full(model, shape.id) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    shape.members
      .filter((one) => typeof value[one.name] === "string" && one.wire.location === "body")
      .map((one) => [one.name, [one.wire.name, `the ${one.name}`] as const]),
  );
}

describeWithShared("errors as the official clients throw them", () => {
  beforeAll(() => generateTwelve());

  it.each(TWELVE)("%s", async (name) => {
    const { model, plan } = loadSound(modelOf(name));
    const [both, theirs] = SETTINGS[name]?.() ?? [{}, {}];
    const pair = await pairOf(name, plan.serviceName, both, theirs);
    const operation = model.operations.find((one) => one.input !== undefined && one.output !== undefined);
    if (operation?.input === undefined) throw new Error("the service has operations");
    const { input } = operation;
    const different: string[] = [];
    const compare = async (answer: Canned, members: readonly string[], what: string): Promise<void> => {
      const given = (): unknown => fitting(structuredClone(minimal(model, input)), 0);
      const { our, their } = await pair.both(operation.name, given, () => answer);
      // Without a body, the official message is another from protocol to protocol.
      const nothing = answer.body === "" ? { message: "" } : {};
      const [ours, their_] = [our, their].map((one) => JSON.stringify({ ...seen(one, members), ...nothing }));
      if (ours !== their_) different.push(`${what}\n  ours   ${ours}\n  theirs ${their_}`);
    };
    for (const shape of errorsOf(model)) {
      // What a newer model does not have is no error of the other client.
      if (!(shape.name in pair.theirs) || SKEW[name]?.errors?.[shape.name] !== undefined) continue;
      const texts = textsOf(shape, model);
      const { code = shape.name, httpResponseCode } = (shape.traits["aws.protocols#awsQueryError"] ?? {}) as {
        code?: string;
        httpResponseCode?: number;
      };
      const onWire = plan.protocol.name === "awsQuery" ? code : shape.name;
      const status = httpResponseCode ?? shape.error?.status ?? (shape.error?.fault === "server" ? 500 : 400);
      await compare(
        refusal(plan, onWire, status, Object.fromEntries(Object.values(texts))),
        Object.keys(texts),
        shape.name,
      );
    }
    await compare(refusal(plan, "Teapot", 418, { message: "short and stout" }), [], "an unknown code");
    await compare(refusal(plan, "Throttling", 400, { message: "slower" }), [], "throttling");
    await compare({ statusCode: 503, headers: { "content-type": "text/html" }, body: "" }, [], "an empty 503");
    expect(different).toEqual([]);
  });
});
