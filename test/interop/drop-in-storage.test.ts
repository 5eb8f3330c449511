/** Libraries over S3 and SQS, unchanged, over the generated clients. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { beforeAll, expect, it } from "vitest";
import { describeDropIn, imported, required } from "../support/drop-in.ts";
import { textOf } from "../support/moto-suite.ts";

type Values = Record<string, unknown>;
interface Client {
  send(command: object): Promise<Values>;
}
type Class<T = object> = new (...given: never[]) => T;
type Module = Record<string, unknown>;

describeDropIn("libraries over S3 and SQS", (config) => {
  const Bucket = "drop-in";
  const module = (): Module => required<Module>("@aws-sdk/client-s3");
  const s3 = (): Client => new (module()["S3Client"] as Class<Client>)({ ...config(), forcePathStyle: true } as never);
  const command = (name: string, input: object): object => new (module()[name] as Class)({ Bucket, ...input } as never);
  const textAt = async (Key: string): Promise<string> =>
    textOf((await s3().send(command("GetObjectCommand", { Key })))["Body"]);

  beforeAll(async () => {
    await s3().send(command("CreateBucketCommand", {}));
  });

  it("@aws-sdk/lib-storage uploads texts, streams and what takes several parts", async () => {
    interface Upload {
      done(): Promise<Values>;
      on(event: string, listen: (progress: { part?: number }) => void): void;
    }
    const { Upload } = await imported<{ Upload: Class<Upload> }>("@aws-sdk/lib-storage");
    const upload = (Key: string, Body: unknown, client: object = s3()): Upload =>
      new Upload({ client, params: { Bucket, Key, Body }, queueSize: 2 } as never);
    expect(await upload("small", "tiny").done()).toMatchObject({ Bucket, Key: "small" });
    expect(await textAt("small")).toBe("tiny");
    const megabytes = function* (): Generator<Buffer> {
      for (let index = 0; index < 11; index += 1) yield Buffer.alloc(1024 * 1024, 65 + index);
    };
    const streamed = upload("streamed", Readable.from(megabytes()));
    const parts: (number | undefined)[] = [];
    streamed.on("httpUploadProgress", ({ part }) => parts.push(part));
    expect(await streamed.done()).toMatchObject({ Location: expect.stringContaining("streamed") });
    expect(parts.sort()).toEqual([1, 2, 3]);
    expect(await textAt("streamed")).toHaveLength(11 * 1024 * 1024);
    const aggregated = new (module()["S3"] as Class)({ ...config(), forcePathStyle: true } as never);
    await upload("aggregated", Buffer.alloc(6 * 1024 * 1024, 66), aggregated).done();
    expect(await textAt("aggregated")).toHaveLength(6 * 1024 * 1024);
  });

  it("@aws-sdk/s3-request-presigner signs URLs that work", async () => {
    const { getSignedUrl } = await imported<{
      getSignedUrl: (client: object, command: object, options?: object) => Promise<string>;
    }>("@aws-sdk/s3-request-presigner");
    const put = await getSignedUrl(s3(), command("PutObjectCommand", { Key: "signed", ContentType: "text/plain" }), {
      expiresIn: 60,
    });
    expect(put).toContain("X-Amz-Expires=60");
    expect(
      (await fetch(put, { method: "PUT", body: "signed text", headers: { "content-type": "text/plain" } })).status,
    ).toBe(200);
    const get = await getSignedUrl(s3(), command("GetObjectCommand", { Key: "signed" }));
    expect(await (await fetch(get)).text()).toBe("signed text");
  });

  it("our own presigned URLs of S3 are those of the official presigner", async () => {
    const { getSignedUrl } = await imported<{
      getSignedUrl: (client: object, command: object, options?: object) => Promise<string>;
    }>("@aws-sdk/s3-request-presigner");
    const signingDate = new Date("2026-01-02T03:04:05Z");
    const presign = module()["presign"] as (client: object, command: object, options: object) => Promise<string>;
    const sorted = (url: string): string[] => [...new URL(url).searchParams].map((pair) => pair.join("=")).sort();
    // Else the official presigner puts checksums into the URL, which ours leaves to whoever has it.
    const checksums = { requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" };
    const plain = { ...config(), ...checksums };
    for (const settings of [
      { ...plain, forcePathStyle: true },
      { ...plain, endpoint: undefined },
    ]) {
      const client = new (module()["S3Client"] as Class<Client>)(settings as never);
      const get = () => command("GetObjectCommand", { Key: "a b/c", VersionId: "1" });
      const ours = await presign(client, get(), { signingDate, expiresIn: 60 });
      expect(sorted(ours)).toEqual(sorted(await getSignedUrl(client, get(), { signingDate, expiresIn: 60 })));
    }
  });

  it("@aws-sdk/s3-presigned-post makes a form that works", async () => {
    const { createPresignedPost } = await imported<{
      createPresignedPost: (
        client: object,
        options: object,
      ) => Promise<{ url: string; fields: Record<string, string> }>;
    }>("@aws-sdk/s3-presigned-post");
    const { url, fields } = await createPresignedPost(s3(), {
      Bucket,
      Key: "posted",
      Conditions: [["content-length-range", 0, 100]],
      Expires: 60,
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob(["posted text"]));
    expect((await fetch(url, { method: "POST", body: form })).status).toBe(204);
    expect(await textAt("posted")).toBe("posted text");
  });

  it("multer-s3, in CommonJS, takes what a form sends", async () => {
    type Take = (request: IncomingMessage, response: ServerResponse, next: (error?: Error) => void) => void;
    const multer = required<(options: object) => { single(field: string): Take }>("multer");
    const storage = required<((options: object) => object) & { AUTO_CONTENT_TYPE: unknown }>("multer-s3");
    type Done = (error: null, value: unknown) => void;
    const take = multer({
      storage: storage({
        s3: s3(),
        bucket: Bucket,
        contentType: storage.AUTO_CONTENT_TYPE,
        metadata: (_: unknown, file: { fieldname: string }, done: Done) => done(null, { field: file.fieldname }),
        key: (_: unknown, file: { originalname: string }, done: Done) => done(null, `multer/${file.originalname}`),
      }),
    }).single("picture");
    const server = createServer((request, response) =>
      take(request, response, (error) => response.end(String(error ?? "taken"))),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const form = new FormData();
    form.append("picture", new Blob(['<svg xmlns="http://www.w3.org/2000/svg"></svg>']), "picture.svg");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await (await fetch(address, { method: "POST", body: form })).text()).toBe("taken");
    server.close();
    expect(await s3().send(command("HeadObjectCommand", { Key: "multer/picture.svg" }))).toMatchObject({
      ContentType: "image/svg+xml",
      Metadata: { field: "picture" },
    });
  });

  it("s3-sync-client, in CommonJS, copies folders there and back", async () => {
    const { S3SyncClient } = required<{
      S3SyncClient: Class<{ sync(from: string, to: string): Promise<{ created: unknown[] }> }>;
    }>("s3-sync-client");
    const { sync } = new S3SyncClient({ client: s3() } as never);
    const folder = mkdtempSync(join(tmpdir(), "swage-sync-"));
    const [there, back] = [join(folder, "there"), join(folder, "back")];
    mkdirSync(join(there, "inner"), { recursive: true });
    mkdirSync(back);
    writeFileSync(join(there, "a.txt"), "a");
    writeFileSync(join(there, "inner", "b.txt"), "bb");
    expect((await sync(there, `s3://${Bucket}/sync`)).created).toHaveLength(2);
    expect((await sync(there, `s3://${Bucket}/sync`)).created).toHaveLength(0);
    expect((await sync(`s3://${Bucket}/sync`, back)).created).toHaveLength(2);
    expect(readFileSync(join(back, "inner", "b.txt"), "utf8")).toBe("bb");
    rmSync(folder, { recursive: true });
  });

  it("sqs-consumer works through a queue", async () => {
    interface Consumer {
      start(): void;
      stop(options?: object): void;
      on(event: string, listen: (given: Error) => void): void;
    }
    const { Consumer } = await imported<{ Consumer: { create(options: object): Consumer } }>("sqs-consumer");
    const queues = required<Module>("@aws-sdk/client-sqs");
    const sqs = new (queues["SQSClient"] as Class<Client>)(config() as never);
    const send = (name: string, input: object) => sqs.send(new (queues[name] as Class)(input as never));
    const { QueueUrl } = await send("CreateQueueCommand", { QueueName: "consumed" });
    for (const MessageBody of ["a", "b", "c"]) await send("SendMessageCommand", { QueueUrl, MessageBody });
    const seen: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      const consumer = Consumer.create({
        queueUrl: QueueUrl,
        sqs,
        batchSize: 10,
        waitTimeSeconds: 1,
        async handleMessage(message: { Body: string }) {
          seen.push(message.Body);
          return message;
        },
      });
      consumer.on("error", reject);
      consumer.on("processing_error", reject);
      consumer.on("response_processed", () => {
        consumer.stop({ abort: true });
        resolve();
      });
      consumer.start();
    });
    expect(seen.sort()).toEqual(["a", "b", "c"]);
    const left = await send("GetQueueAttributesCommand", { QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] });
    expect(left["Attributes"]).toEqual({ ApproximateNumberOfMessages: "0" });
  });
});
