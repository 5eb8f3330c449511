/** What the reader of botocore models makes of each of its keys: the Model that the same facts in Smithy's terms would give. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { type Loaded, load } from "../../codegen/generate.ts";
import type { Member, Model } from "../../codegen/model/types.ts";
import { optionsOf } from "../../codegen/options.ts";
import { workshop } from "../support/workshop.ts";

const place = workshop();
afterAll(() => place.close());
let count = 0;

const METADATA = {
  apiVersion: "2020-01-01",
  endpointPrefix: "zoo",
  protocol: "rest-json",
  serviceId: "Zoo Keeper",
  signatureVersion: "v4",
};

/** A model from its parts, as a folder with the files that are given. */
function read(service: object, files: Readonly<Record<string, object>> = {}): Loaded {
  count += 1;
  const folder = join(place.path, `model-${count}`);
  mkdirSync(folder);
  const whole = { version: "2.0", metadata: METADATA, operations: {}, shapes: {}, ...service };
  writeFileSync(join(folder, "service-2.json"), JSON.stringify(whole));
  for (const [name, json] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(json));
  return load({ input: folder, options: optionsOf({ infer: false }), swage: "0.0.0" });
}

function sound(service: object, files?: Readonly<Record<string, object>>): Model {
  const { model, diagnostics } = read(service, files);
  expect(diagnostics.all.filter((one) => one.severity === "error")).toEqual([]);
  if (model === undefined) throw new Error("no model");
  return model;
}

const metadata = (more: object): object => ({ metadata: { ...METADATA, ...more } });
const post = (requestUri = "/"): object => ({ method: "POST", requestUri });
const TEXT = { String: { type: "string" }, Integer: { type: "integer" } };

/** One operation whose input has these members. */
const withInput = (members: object, more: object = {}, shapes: object = {}, requestUri = "/"): object => ({
  operations: { Feed: { name: "Feed", http: post(requestUri), input: { shape: "FeedRequest" } } },
  shapes: { ...TEXT, ...shapes, FeedRequest: { type: "structure", members, ...more } },
});

function member(model: Model, name: string, shape = "FeedRequest"): Member {
  const found = model.shapes[`com.amazonaws.zookeeper#${shape}`];
  const members = found?.kind === "structure" || found?.kind === "union" ? found.members : [];
  const one = members.find((candidate) => candidate.name === name);
  if (one === undefined) throw new Error(`no ${name}`);
  return one;
}

describe("the service", () => {
  it("is named after serviceId, and after the target prefix's last word on the wire", () => {
    const model = sound(metadata({ protocol: "json", jsonVersion: "1.1", targetPrefix: "com.zoo.v1.Zoo_20200101" }));
    expect(model.service).toMatchObject({
      id: "com.amazonaws.zookeeper#Zoo_20200101",
      sdkId: "Zoo Keeper",
      signingName: "zoo",
      protocols: ["aws.protocols#awsJson1_1"],
      auth: ["aws.auth#sigv4"],
    });
  });

  it("has all of its protocols, and auth schemes in its order", () => {
    const { service } = sound(
      metadata({
        protocol: "smithy-rpc-v2-cbor",
        protocols: ["smithy-rpc-v2-cbor", "json", "query"],
        jsonVersion: "1.0",
        targetPrefix: "Zoo",
        auth: ["aws.auth#sigv4a", "aws.auth#sigv4"],
      }),
    );
    expect(service.protocols).toEqual([
      "aws.protocols#awsJson1_0",
      "aws.protocols#awsQuery",
      "smithy.protocols#rpcv2Cbor",
    ]);
    expect(service.auth).toEqual(["aws.auth#sigv4a", "aws.auth#sigv4"]);
  });

  it("takes a bearer's token where signatures are of that version", () => {
    expect(sound(metadata({ signatureVersion: "bearer" })).service.auth).toEqual(["smithy.api#httpBearerAuth"]);
  });
});

describe("request lines", () => {
  const uses = { AnimalId: { shape: "String", location: "uri", locationName: "animal-id" } };

  it("call labels by members, and keep a slash at their end", () => {
    const model = sound(withInput(uses, { required: ["AnimalId"] }, {}, "/animals/{animal-id}/?now"));
    expect(model.operations[0]?.http).toMatchObject({ uri: "/animals/{AnimalId}/?now", method: "POST", code: 200 });
    expect(member(model, "AnimalId")).toMatchObject({ required: true, wire: { location: "label", name: "AnimalId" } });
  });

  it("lose the slash of services whose Smithy models have none", () => {
    const input = withInput(uses, { required: ["AnimalId"] }, {}, "/animals/{animal-id}/?now");
    const model = sound({ ...input, ...metadata({ serviceId: "EFS" }) });
    expect(model.operations[0]?.http?.uri).toBe("/animals/{AnimalId}?now");
  });

  it("keep what is greedy", () => {
    const model = sound(withInput(uses, { required: ["AnimalId"] }, {}, "/animals/{animal-id+}"));
    expect(model.operations[0]?.http?.labels).toEqual([{ name: "AnimalId", greedy: true }]);
  });

  it("are not made for protocols that send all to one path", () => {
    const model = sound({ ...withInput({ A: { shape: "String" } }), ...metadata({ protocol: "query" }) });
    expect(model.operations[0]?.http).toBeUndefined();
  });
});

describe("members", () => {
  it("that extras add are botocore's own, and stay out; what else extras say holds", () => {
    const model = sound(withInput({ Diet: { shape: "String" } }), {
      "service-2.sdk-extras.json": {
        version: 1,
        merge: {
          metadata: { serviceFullName: "Keepers" },
          shapes: {
            FeedRequest: { members: { SourceRegion: { shape: "String" }, Diet: { documentation: "Hay." } } },
          },
        },
      },
    });
    const input = model.shapes["com.amazonaws.zookeeper#FeedRequest"];
    expect(input?.kind === "structure" && input.members.map((one) => one.name)).toEqual(["Diet"]);
    expect(member(model, "Diet").traits["smithy.api#documentation"]).toBe("Hay.");
    expect(model.service.traits["smithy.api#title"]).toBe("Keepers");
  });

  it("travel where their location says", () => {
    const shapes = { Tags: { type: "map", key: { shape: "String" }, value: { shape: "String" } } };
    const model = sound(
      withInput(
        {
          Q: { shape: "String", location: "querystring", locationName: "q" },
          All: { shape: "Tags", location: "querystring" },
          H: { shape: "String", location: "header", locationName: "x-h" },
          Meta: { shape: "Tags", location: "headers", locationName: "x-meta-" },
          Renamed: { shape: "String", locationName: "wire" },
          Same: { shape: "String", locationName: "Same" },
        },
        {},
        shapes,
      ),
    );
    expect(["Q", "All", "H", "Meta", "Renamed", "Same"].map((name) => member(model, name).wire)).toEqual([
      { location: "query", name: "q" },
      { location: "queryParams", name: "" },
      { location: "header", name: "x-h" },
      { location: "prefixHeaders", name: "x-meta-" },
      { location: "body", name: "wire" },
      { location: "body", name: "Same" },
    ]);
  });

  it("that hold JSON are strings of that media type, and others of the same shape stay strings", () => {
    const model = sound(withInput({ Json: { shape: "String", jsonvalue: true }, Text: { shape: "String" } }));
    const target = model.shapes[member(model, "Json").target];
    expect(target).toMatchObject({ kind: "string", traits: { "smithy.api#mediaType": "application/json" } });
    expect(model.shapes[member(model, "Text").target]?.traits).toEqual({});
  });

  it("that stream say so of their shape", () => {
    const shapes = { Body: { type: "blob" } };
    const uses = { Body: { shape: "Body", streaming: true } };
    const model = sound(withInput(uses, { payload: "Body" }, shapes));
    expect(member(model, "Body").wire.location).toBe("payload");
    expect(model.shapes[member(model, "Body").target]?.traits).toEqual({ "smithy.api#streaming": {} });
  });

  it("are called in XML by the list's member when the list is flat, and by themselves when they are", () => {
    const item = { type: "list", member: { shape: "String", locationName: "item" } };
    const model = sound({
      ...withInput(
        {
          ByShape: { shape: "Flat", locationName: "Other" },
          ByMember: { shape: "Plain", locationName: "Own", flattened: true },
          Nested: { shape: "Plain" },
        },
        {},
        { Flat: { ...item, flattened: true }, Plain: item },
      ),
      ...metadata({ protocol: "rest-xml" }),
    });
    const of = (name: string): unknown => member(model, name).traits;
    expect(of("ByShape")).toEqual({ "smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "item" });
    expect(of("ByMember")).toEqual({ "smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "Own" });
    expect(of("Nested")).toEqual({});
    const plain = model.shapes["com.amazonaws.zookeeper#Plain"];
    expect(plain?.kind === "list" && plain.member.traits).toEqual({ "smithy.api#xmlName": "item" });
  });

  it("that are XML payloads keep the name that differs from their shape's", () => {
    const shapes = { ObjectLockLegalHold: { type: "structure", members: {} } };
    const uses = { LegalHold: { shape: "ObjectLockLegalHold", locationName: "LegalHold" } };
    const model = sound({
      ...withInput(uses, { payload: "LegalHold" }, shapes),
      ...metadata({ protocol: "rest-xml" }),
    });
    expect(member(model, "LegalHold").traits["smithy.api#xmlName"]).toBe("LegalHold");
  });

  it("have names of their own in EC2's queries", () => {
    const uses = { Ids: { shape: "String", locationName: "id", queryName: "IdList" } };
    const model = sound({ ...withInput(uses), ...metadata({ protocol: "ec2" }) });
    expect(member(model, "Ids").traits).toEqual({ "aws.protocols#ec2QueryName": "IdList", "smithy.api#xmlName": "id" });
  });
});

describe("shapes", () => {
  const kinds = (shapes: object, names: readonly string[]): unknown => {
    const members = Object.fromEntries(names.map((name) => [name, { shape: name }]));
    const model = sound(withInput(members, {}, shapes));
    return names.map((name) => {
      const { kind, traits } = model.shapes[`com.amazonaws.zookeeper#${name}`] ?? { kind: "none", traits: {} };
      return [kind, traits];
    });
  };

  it("are what their marks make of them", () => {
    expect(
      kinds(
        {
          Doc: { type: "structure", members: {}, document: true },
          One: { type: "structure", members: { A: { shape: "String" } }, union: true },
          Ends: { type: "timestamp", timestampFormat: "rfc822" },
          Short: { type: "string", min: 1, max: 5, pattern: "[a-z]+", sensitive: true },
          Few: { type: "integer", min: 2 },
          Gaps: { type: "list", member: { shape: "String" }, sparse: true },
        },
        ["Doc", "One", "Ends", "Short", "Few", "Gaps"],
      ),
    ).toEqual([
      ["document", {}],
      ["union", {}],
      ["timestamp", { "smithy.api#timestampFormat": "http-date" }],
      [
        "string",
        { "smithy.api#length": { min: 1, max: 5 }, "smithy.api#pattern": "[a-z]+", "smithy.api#sensitive": {} },
      ],
      ["integer", { "smithy.api#range": { min: 2 } }],
      ["list", { "smithy.api#sparse": {} }],
    ]);
  });

  it("give values of enums names that are identifiers, each once", () => {
    const values = ["a1.medium", "s3:Put:*", "0.5", "a-b", "a_b", "Plain"];
    const model = sound(withInput({ Kind: { shape: "Kind" } }, {}, { Kind: { type: "string", enum: values } }));
    const kind = model.shapes["com.amazonaws.zookeeper#Kind"];
    expect(kind?.kind === "enum" && kind.values.map(({ name, value }) => [name, value])).toEqual([
      ["a1_medium", "a1.medium"],
      ["s3_Put_", "s3:Put:*"],
      ["_0_5", "0.5"],
      ["a_b", "a-b"],
      ["a_b_2", "a_b"],
      ["Plain", "Plain"],
    ]);
  });

  it("survive when their names differ in case alone", () => {
    const uses = { A: { shape: "RoleArn" }, B: { shape: "RoleARN" } };
    const model = sound(
      withInput(uses, {}, { RoleArn: { type: "string", max: 1 }, RoleARN: { type: "string", max: 2 } }),
    );
    expect(["A", "B"].map((name) => model.shapes[member(model, name).target]?.constraints)).toEqual([
      { length: { max: 1 } },
      { length: { max: 2 } },
    ]);
  });

  it("that are called like an operation have Shape behind their name", () => {
    const model = sound(withInput({ A: { shape: "Feed" } }, {}, { Feed: { type: "structure", members: {} } }));
    expect(member(model, "A").target).toBe("com.amazonaws.zookeeper#FeedShape");
  });
});

describe("errors", () => {
  const failing = (error: object, protocol = "rest-json"): Model =>
    sound({
      ...metadata({ protocol }),
      operations: { Feed: { name: "Feed", http: post(), errors: [{ shape: "Full" }] } },
      shapes: {
        ...TEXT,
        Full: { type: "structure", members: { message: { shape: "String" } }, exception: true, ...error },
      },
    });
  const full = (model: Model): unknown => {
    const shape = model.shapes["com.amazonaws.zookeeper#Full"];
    return shape?.kind === "structure" ? shape.error : undefined;
  };

  it("are the sender's or the server's", () => {
    const by = (error: object): unknown => full(failing(error));
    expect(by({ error: { httpStatusCode: 400, senderFault: true } })).toMatchObject({ fault: "client", status: 400 });
    expect(by({ fault: true })).toMatchObject({ fault: "server" });
    expect(by({ error: { httpStatusCode: 503 } })).toMatchObject({ fault: "server", status: 503 });
    expect(by({ error: { httpStatusCode: 500, senderFault: true } })).toMatchObject({ fault: "server", status: 500 });
    expect(by({})).toEqual({ fault: "client", retryable: false, throttling: false });
  });

  it("are retried where the model says so", () => {
    expect(full(failing({ retryable: { throttling: false } }))).toMatchObject({ retryable: true, throttling: false });
    expect(full(failing({ retryable: { throttling: true } }))).toMatchObject({ retryable: true, throttling: true });
  });

  it("have codes of their own in query protocols", () => {
    const error = { error: { code: "Zoo.Full", httpStatusCode: 409, senderFault: true } };
    const traits = failing(error, "query").shapes["com.amazonaws.zookeeper#Full"]?.traits;
    expect(traits?.["aws.protocols#awsQueryError"]).toEqual({ code: "Zoo.Full", httpResponseCode: 409 });
    expect(failing(error).shapes["com.amazonaws.zookeeper#Full"]?.traits).not.toHaveProperty(
      "aws.protocols#awsQueryError",
    );
  });
});

describe("what stands beside the service", () => {
  const listing = {
    operations: {
      List: { name: "List", http: post(), input: { shape: "ListRequest" }, output: { shape: "ListResponse" } },
    },
    shapes: {
      ...TEXT,
      Names: { type: "list", member: { shape: "String" } },
      Boolean: { type: "boolean" },
      ListRequest: {
        type: "structure",
        members: { A: { shape: "String" }, B: { shape: "String" }, Size: { shape: "Integer" } },
      },
      ListResponse: {
        type: "structure",
        members: {
          NextA: { shape: "String" },
          NextB: { shape: "String" },
          Total: { shape: "Integer" },
          Names: { shape: "Names" },
          More: { shape: "Boolean" },
        },
      },
    },
  };

  it("pages by several tokens, and counts by what is a list", () => {
    const model = sound(listing, {
      "paginators-1.json": {
        pagination: {
          List: {
            input_token: ["A", "B"],
            output_token: ["NextA", "NextB || Names[-1]"],
            result_key: ["Total", "Names"],
            limit_key: "Size",
            more_results: "More",
          },
        },
      },
      "paginators-1.sdk-extras.json": {
        version: 1,
        merge: { pagination: { List: { non_aggregate_keys: ["Total"] } } },
      },
    });
    expect(model.operations[0]?.pagination).toEqual({
      origin: "model",
      inputToken: ["A", "B"],
      outputToken: ["NextA", "NextB || Names[-1]"],
      items: ["Names", "Total"],
      pageSize: "Size",
      moreResults: "More",
      nonAggregateKeys: ["Total"],
    });
  });

  it("waits by paths, statuses and errors, at its own pace", () => {
    const acceptor = (matcher: string, expected: unknown, argument?: string): object => ({
      matcher,
      expected,
      state: "success",
      argument,
    });
    const model = sound(listing, {
      "waiters-2.json": {
        version: 2,
        waiters: {
          Listed: {
            operation: "List",
            delay: 150,
            maxAttempts: 7,
            acceptors: [
              acceptor("path", "x", "NextA"),
              acceptor("path", true, "length(Names) > `0`"),
              acceptor("pathAll", "x", "Names[]"),
              acceptor("pathAny", "x", "Names[]"),
              acceptor("status", 200),
              acceptor("status", 404),
              acceptor("error", "Full"),
              acceptor("error", false),
            ],
          },
        },
      },
    });
    const [waiter] = model.operations[0]?.waiters ?? [];
    expect(waiter).toMatchObject({ name: "Listed", minDelay: 150, maxDelay: 150, maxAttempts: 7 });
    expect(waiter?.acceptors.map((one) => one.matcher)).toEqual([
      { output: { path: "NextA", expected: "x", comparator: "stringEquals" } },
      { output: { path: "length(Names) > `0`", expected: "true", comparator: "booleanEquals" } },
      { output: { path: "Names[]", expected: "x", comparator: "allStringEquals" } },
      { output: { path: "Names[]", expected: "x", comparator: "anyStringEquals" } },
      { success: true },
      { status: 404 },
      { errorType: "Full" },
      { success: true },
    ]);
  });

  it("reads numbers of examples that stand as text, and leaves out what cannot be sent", () => {
    const examples = [
      { title: "Two", input: { Size: "2" } },
      { id: "unfit-1", input: { Sise: 2 } },
    ];
    const { model, diagnostics } = read(listing, {
      "examples-1.json": { version: "1.0", examples: { List: examples } },
    });
    expect(model?.operations[0]?.examples).toEqual([{ title: "Two", input: { Size: 2 } }]);
    expect(diagnostics.all.map(({ code, severity, place: at }) => [code, severity, at?.path])).toEqual([
      ["SW2051", "warning", ["examples", "List", 1, "input", "Sise"]],
    ]);
  });

  it("gives rules a region where they never ask for one", () => {
    const rule = {
      conditions: [{ fn: "aws.partition", argv: [{ ref: "Region" }], assign: "p" }],
      type: "error",
      error: "e",
    };
    const parameters = { Region: { builtIn: "AWS::Region", required: false, type: "String" } };
    sound({}, { "endpoint-rule-set-1.json": { version: "1.0", parameters, rules: [rule] } });
  });

  it("is read packed, from the folder of a version, and from the newest of several", () => {
    const zoo = join(place.path, "zoo");
    for (const version of ["2019-01-01", "2020-01-01"]) {
      mkdirSync(join(zoo, version), { recursive: true });
      const model = { metadata: { ...METADATA, apiVersion: version }, operations: {}, shapes: {} };
      writeFileSync(join(zoo, version, "service-2.json.gz"), gzipSync(JSON.stringify(model)));
    }
    const versionOf = (input: string): unknown =>
      load({ input, options: optionsOf({}), swage: "0.0.0" }).model?.service.version;
    expect(versionOf(zoo)).toBe("2020-01-01");
    expect(versionOf(join(zoo, "2019-01-01"))).toBe("2019-01-01");
    expect(versionOf(join(zoo, "2019-01-01", "service-2.json.gz"))).toBe("2019-01-01");
  });
});
