/** IAM, STS and KMS: flows against moto with the generated clients. */
import { describe, expect, it } from "vitest";
import { Moto } from "../support/moto.ts";
import { describeWithMoto } from "../support/moto-suite.ts";

const POLICY = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });

describeWithMoto("identities, tokens and keys against moto", ["iam", "sts", "kms"], (flows) => {
  describe("IAM", () => {
    it("creates users, waits, pages, attaches, deletes", async () => {
      const flow = flows("iam", "IAM");
      for (const UserName of ["ann", "bob", "cid"]) await flow.call("createUser", { UserName, Path: "/flow/" });
      expect(await flow.call("waitUntilUserExists", { UserName: "ann" })).toMatchObject({ state: "SUCCESS" });
      const { pages, items } = await flow.all("paginateListUsers", { PathPrefix: "/flow/" }, "Users", { pageSize: 2 });
      expect(items).toMatchObject([{ UserName: "ann", CreateDate: expect.any(Date) }, {}, {}]);
      expect(pages).toBeGreaterThanOrEqual(1);
      const { Policy } = await flow.call("createPolicy", { PolicyName: "all", PolicyDocument: POLICY });
      const PolicyArn = (Policy as { Arn: string }).Arn;
      await flow.call("attachUserPolicy", { UserName: "ann", PolicyArn });
      const attached = await flow.call("listAttachedUserPolicies", { UserName: "ann" });
      expect(attached["AttachedPolicies"]).toEqual([{ PolicyName: "all", PolicyArn }]);
      await flow.call("detachUserPolicy", { UserName: "ann", PolicyArn });
      for (const UserName of ["ann", "bob", "cid"]) await flow.call("deleteUser", { UserName });
      expect((await flow.call("listUsers"))["Users"]).toEqual([]);
    });

    it("throws under the model's name though the wire has another", async () => {
      const flow = flows("iam", "IAM");
      const missing = await flow.failure("getUser", { UserName: "nobody" });
      expect(missing).toBeInstanceOf(flow.exports["NoSuchEntityException"]);
      expect(missing).toMatchObject({ name: "NoSuchEntityException", code: "NoSuchEntity", $fault: "client" });
    });
  });

  describe("STS", () => {
    it("says who calls, and gives credentials for a role", async () => {
      const flow = flows("sts", "STS");
      expect(await flow.call("getCallerIdentity")).toMatchObject({ Account: "123456789012" });
      const RoleArn = "arn:aws:iam::123456789012:role/flow";
      const { Credentials } = await flow.call("assumeRole", { RoleArn, RoleSessionName: "flow" });
      expect(Credentials).toMatchObject({ AccessKeyId: expect.any(String), Expiration: expect.any(Date) });
    });

    it("trades a web identity token without any credentials of its own", async () => {
      const noCredentials = () => Promise.reject(new Error("nothing may be signed"));
      const flow = flows("sts", "STS", { credentials: noCredentials });
      const answer = await flow.call("assumeRoleWithWebIdentity", {
        RoleArn: "arn:aws:iam::123456789012:role/flow",
        RoleSessionName: "flow",
        WebIdentityToken: "token",
      });
      expect(answer["Credentials"]).toMatchObject({ SessionToken: expect.any(String) });
    });

    it("gives role assumers to credential providers", async () => {
      const flow = flows("sts", "STS");
      const make = flow.exports["getDefaultRoleAssumer"] as (
        options: object,
      ) => (source: object, params: object) => Promise<object>;
      const assume = make({ region: "us-east-1", endpoint: Moto.running?.endpoint });
      const source = { accessKeyId: "testing", secretAccessKey: "testing" };
      const params = { RoleArn: "arn:aws:iam::123456789012:role/flow", RoleSessionName: "flow" };
      expect(await assume(source, params)).toMatchObject({
        accessKeyId: expect.any(String),
        sessionToken: expect.any(String),
        expiration: expect.any(Date),
        accountId: "123456789012",
      });
    });
  });

  describe("KMS", () => {
    it("creates keys, encrypts and decrypts, pages, schedules the end", async () => {
      const flow = flows("kms", "KMS");
      const ids: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        const { KeyMetadata } = await flow.call("createKey", { Description: `key ${index}` });
        ids.push((KeyMetadata as { KeyId: string }).KeyId);
      }
      const [KeyId] = ids;
      const Plaintext = new Uint8Array([0, 1, 2, 254, 255]);
      const { CiphertextBlob } = await flow.call("encrypt", { KeyId, Plaintext, EncryptionContext: { a: "b" } });
      expect(CiphertextBlob).toBeInstanceOf(Uint8Array);
      const opened = await flow.call("decrypt", { CiphertextBlob, EncryptionContext: { a: "b" } });
      expect([...(opened["Plaintext"] as Uint8Array)]).toEqual([...Plaintext]);
      const { items } = await flow.all("paginateListKeys", {}, "Keys", { pageSize: 2 });
      expect(items).toHaveLength(3);
      const ended = await flow.call("scheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
      expect(ended).toMatchObject({ DeletionDate: expect.any(Date) });
    });

    it("throws what the model says", async () => {
      const flow = flows("kms", "KMS");
      const missing = await flow.failure("describeKey", { KeyId: "00000000-0000-4000-8000-000000000000" });
      expect(missing).toBeInstanceOf(flow.exports["NotFoundException"]);
    });
  });
});
