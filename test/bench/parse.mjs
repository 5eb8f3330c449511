/**
 * How long large answers take to read: ours beside the official protocol class, on the same tables and bytes, in pairs, as a
 * ratio of CPU time. Called by `run.mjs`.
 */

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { AwsJson1_0Protocol, AwsRestXmlProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { cbor, tag } from "@smithy/core/cbor";
import { operation } from "@smithy/core/schema";
import { fromBase64, fromUtf8, toBase64, toUtf8 } from "@smithy/core/serde";
import { HttpResponse } from "@smithy/core/transport";
import { build } from "esbuild";

const root = join(fileURLToPath(import.meta.url), "../../..");
const N = 1000;

/** ListObjectsV2 of S3: every key with date, tag, size and class, as it comes by default. */
const listing = {
  what: "read an S3 listing of 1,000 keys",
  source: "rest-xml",
  name: "restXml",
  theirs: new AwsRestXmlProtocol({ defaultNamespace: "ns", xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/" }),
  output: () => {
    const object = [
      3,
      "ns",
      "Object",
      0,
      [
        "Key",
        "LastModified",
        "ETag",
        "ChecksumAlgorithm",
        "ChecksumType",
        "Size",
        "StorageClass",
        "Owner",
        "RestoreStatus",
      ],
      [0, 4, 0, [64, { xmlFlattened: 1 }], 0, 1, 0, [3, "ns", "Owner", 0, ["DisplayName", "ID"], [0, 0]], 0],
    ];
    const names = [
      "IsTruncated",
      "Contents",
      "Name",
      "Prefix",
      "Delimiter",
      "MaxKeys",
      "KeyCount",
      "NextContinuationToken",
    ];
    const refs = [2, [[1, "ns", "ObjectList", 0, () => object], { xmlFlattened: 1 }], 0, 0, 0, 1, 1, 0];
    return [3, "ns", "ListObjectsV2Output", { xmlName: "ListBucketResult" }, names, refs];
  },
  body: () => {
    const keys = Array.from(
      { length: N },
      (_, i) =>
        `<Contents><Key>photos/2026/${String(i).padStart(6, "0")} &amp; more.jpg</Key><LastModified>2026-11-0${1 + (i % 9)}T12:30:56.000Z</LastModified><ETag>&quot;d41d8cd98f00b204e9800998ecf8${String(i).padStart(4, "0")}&quot;</ETag><Size>${i * 1234}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><Prefix></Prefix><KeyCount>${N}</KeyCount><MaxKeys>${N}</MaxKeys><IsTruncated>true</IsTruncated><NextContinuationToken>abc=</NextContinuationToken>${keys.join("")}</ListBucketResult>`;
  },
};

/** Query of DynamoDB: items of a few attributes, one of them nested. */
const page = {
  what: "read a DynamoDB page of 1,000 items",
  source: "json",
  name: "awsJson1_0",
  theirs: new AwsJson1_0Protocol({ defaultNamespace: "ns", serviceTarget: "DynamoDB" }),
  output: () => {
    const value = [
      4,
      "ns",
      "AttributeValue",
      0,
      ["S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"],
      [0, 0, 21, 64, 64, 64 | 21, () => map, [1, "ns", "List", 0, () => value], 2, 2],
    ];
    const map = [2, "ns", "Map", 0, 0, () => value];
    const names = ["Items", "Count", "ScannedCount", "LastEvaluatedKey"];
    return [3, "ns", "QueryOutput", 0, names, [[1, "ns", "ItemList", 0, () => map], 1, 1, () => map]];
  },
  body: () => {
    const items = Array.from({ length: N }, (_, i) => ({
      id: { S: `user-${i}` },
      age: { N: String(i % 90) },
      active: { BOOL: i % 2 === 0 },
      tags: { SS: ["a", "b"] },
      address: { M: { city: { S: "Köln" }, zip: { N: "50667" } } },
      scores: { L: [{ N: "1" }, { N: "2.5" }] },
    }));
    return JSON.stringify({ Items: items, Count: N, ScannedCount: N, LastEvaluatedKey: { id: { S: "user-999" } } });
  },
};

/** GetMetricData of CloudWatch, in CBOR: series of times and numbers. */
const metrics = {
  what: "read 200 metrics of 30 points each in CBOR",
  budget: "1x of the official",
  source: "cbor",
  name: "rpcv2Cbor",
  theirs: new AwsSmithyRpcV2CborProtocol({ defaultNamespace: "ns" }),
  output: () => {
    const result = [3, "ns", "Result", 0, ["Id", "Label", "Timestamps", "Values", "StatusCode"], [0, 0, 64 | 4, 65, 0]];
    return [3, "ns", "Output", 0, ["MetricDataResults"], [[1, "ns", "Results", 0, () => result]]];
  },
  body: () => {
    const point = (i) => Array.from({ length: 30 }, (_, j) => i(j));
    const results = Array.from({ length: 200 }, (_, i) => ({
      Id: `m${i}`,
      Label: `CPUUtilization of instance ${i}`,
      Timestamps: point((j) => tag({ tag: 1, value: 1_700_000_000 + j * 60 })),
      Values: point((j) => i + j * 1.37),
      StatusCode: "Complete",
    }));
    return Uint8Array.from(cbor.serialize({ MetricDataResults: results }));
  },
};

const context = {
  endpoint: async () => ({ protocol: "https:", hostname: "example.com", path: "/" }),
  base64Encoder: toBase64,
  base64Decoder: fromBase64,
  utf8Encoder: toUtf8,
  utf8Decoder: fromUtf8,
};

/** CPU milliseconds of one reading, the mean of some. */
async function cpu(read, times = 40) {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) await read();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function measure({ what, budget, source, name, theirs, output, body }, work, rounds) {
  const file = join(work, `${source}.mjs`);
  await build({
    stdin: {
      contents: `export * from "./${source}.ts"; export { everyPart } from "./http-bindings.ts";`,
      resolveDir: join(root, "templates/runtime/protocols"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: file,
    logLevel: "error",
  });
  const table = output();
  const text = body();
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { [name]: protocol, everyPart: parts } = await import(pathToFileURL(file));
  const facts = {
    namespace: "ns",
    serviceName: "X",
    apiVersion: "1",
    settings: {},
    parts,
    errorSchema: () => undefined,
  };
  const traits = { http: ["POST", "/", 200] };
  const codec = protocol.operation([9, "ns", "Op", traits, "unit", () => table], facts);
  theirs.setSerdeContext(context);
  const official = operation("ns", "Op", traits, "unit", () => table);
  const a = () => codec.deserialize({ statusCode: 200, headers: {} }, bytes);
  const b = () =>
    theirs.deserializeResponse(official, context, new HttpResponse({ statusCode: 200, headers: {}, body: bytes }));
  const { $metadata, ...expected } = await b();
  if (!isDeepStrictEqual(a(), expected)) throw new Error(`${what}: the readings differ`);
  const pairs = [];
  await cpu(a);
  await cpu(b);
  for (let i = 0; i < rounds; i++) pairs.push([await cpu(a), await cpu(b)]);
  const figure = `${median(pairs.map(([x, y]) => x / y)).toFixed(2)}x (${median(pairs.map(([x]) => x)).toFixed(2)} ms of ${median(pairs.map(([, y]) => y)).toFixed(2)})`;
  return [what, figure, budget ?? "0.5x of the official"];
}

/** `[what, figure, budget]` of each kind of answer. `work`: a folder for what is built. */
export async function readings(work, rounds) {
  const rows = [];
  for (const one of [listing, page, metrics]) rows.push(await measure(one, work, rounds));
  return rows;
}
