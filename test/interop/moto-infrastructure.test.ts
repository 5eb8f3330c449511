/** EC2, Lambda and Route 53: flows against moto with the generated clients. */
import { describe, expect, it } from "vitest";
import { describeWithMoto } from "../support/moto-suite.ts";

describeWithMoto("machines, functions and names against moto", ["ec2", "lambda", "route-53", "iam"], (flows) => {
  describe("EC2", () => {
    it("runs instances, waits, pages, tags, ends them", async () => {
      const flow = flows("ec2", "EC2");
      const { Images } = await flow.call("describeImages", { Owners: ["amazon"], MaxResults: 5 });
      const [image] = Images as { ImageId: string }[];
      const { Instances } = await flow.call("runInstances", {
        ImageId: image?.ImageId,
        InstanceType: "t3.micro",
        MinCount: 2,
        MaxCount: 2,
        TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: "flow" }] }],
      });
      const InstanceIds = (Instances as { InstanceId: string }[]).map(({ InstanceId }) => InstanceId);
      expect(InstanceIds).toHaveLength(2);
      expect(await flow.call("waitUntilInstanceRunning", { InstanceIds })).toMatchObject({ state: "SUCCESS" });
      const Filters = [{ Name: "tag:Name", Values: ["flow"] }];
      const { items } = await flow.all("paginateDescribeInstances", { Filters }, "Reservations");
      expect(items).toMatchObject([{ Instances: [{ LaunchTime: expect.any(Date), State: { Code: 16 } }, {}] }]);
      const { TerminatingInstances } = await flow.call("terminateInstances", { InstanceIds });
      expect(TerminatingInstances).toMatchObject([{ PreviousState: { Name: "running" } }, {}]);
      expect(await flow.call("waitUntilInstanceTerminated", { InstanceIds })).toMatchObject({ state: "SUCCESS" });
    });

    it("makes a network with names that need escapes", async () => {
      const flow = flows("ec2", "EC2");
      const { Vpc } = await flow.call("createVpc", { CidrBlock: "10.0.0.0/16" });
      const { VpcId } = Vpc as { VpcId: string };
      const made = await flow.call("createSecurityGroup", { GroupName: "a & b", Description: "<flow>", VpcId });
      const { SecurityGroups } = await flow.call("describeSecurityGroups", { GroupIds: [made["GroupId"]] });
      expect(SecurityGroups).toMatchObject([{ GroupName: "a & b", Description: "<flow>" }]);
    });

    it("throws the service's base class for codes that no model names", async () => {
      const flow = flows("ec2", "EC2");
      const missing = await flow.failure("describeInstances", { InstanceIds: ["i-0123456789abcdef0"] });
      expect(missing).toBeInstanceOf(flow.exports["EC2ServiceException"]);
      expect(missing).toMatchObject({ name: "InvalidInstanceID.NotFound", $metadata: { httpStatusCode: 400 } });
    });
  });

  describe("Lambda", () => {
    it("creates a function, waits, pages, deletes", async () => {
      const flow = flows("lambda", "Lambda");
      const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
      const { Role } = await flows("iam", "IAM").call("createRole", { RoleName: "flow", AssumeRolePolicyDocument });
      for (const FunctionName of ["one", "two", "three"])
        await flow.call("createFunction", {
          FunctionName,
          Runtime: "nodejs20.x",
          Handler: "index.handler",
          Role: (Role as { Arn: string }).Arn,
          Code: { ZipFile: EMPTY_ZIP },
          Environment: { Variables: { KEY: "value" } },
        });
      expect(await flow.call("waitUntilFunctionActiveV2", { FunctionName: "one" })).toMatchObject({ state: "SUCCESS" });
      const { items } = await flow.all("paginateListFunctions", {}, "Functions", { pageSize: 2 });
      expect((items as { FunctionName: string }[]).map((one) => one.FunctionName).sort()).toEqual([
        "one",
        "three",
        "two",
      ]);
      const found = await flow.call("getFunction", { FunctionName: "one" });
      expect(found).toMatchObject({ Configuration: { Environment: { Variables: { KEY: "value" } } } });
      await flow.call("deleteFunction", { FunctionName: "one" });
    });

    it("throws what the model says, with its members", async () => {
      const flow = flows("lambda", "Lambda");
      const missing = await flow.failure("getFunction", { FunctionName: "one" });
      expect(missing).toBeInstanceOf(flow.exports["ResourceNotFoundException"]);
      expect(missing).toMatchObject({ $metadata: { httpStatusCode: 404 } });
    });
  });

  describe("Route 53", () => {
    it("creates a zone, changes records by prefixed and bare ids, pages, waits, deletes", async () => {
      const flow = flows("route-53", "Route53");
      const made = await flow.call("createHostedZone", { Name: "example.com", CallerReference: "flow" });
      const { Id } = made["HostedZone"] as { Id: string };
      expect(Id).toMatch(/^\/hostedzone\//);
      const change = (Action: string) => ({
        HostedZoneId: Id,
        ChangeBatch: {
          Changes: ["a", "b", "c"].map((name) => ({
            Action,
            ResourceRecordSet: {
              Name: `${name}.example.com`,
              Type: "A",
              TTL: 60,
              ResourceRecords: [{ Value: "192.0.2.1" }],
            },
          })),
        },
      });
      const { ChangeInfo } = await flow.call("changeResourceRecordSets", change("CREATE"));
      const waited = await flow.call("waitUntilResourceRecordSetsChanged", { Id: (ChangeInfo as { Id: string }).Id });
      expect(waited).toMatchObject({ state: "SUCCESS" });
      const bare = Id.replace("/hostedzone/", "");
      const { ResourceRecordSets } = await flow.call("listResourceRecordSets", { HostedZoneId: bare });
      expect(ResourceRecordSets).toContainEqual(
        expect.objectContaining({ Name: "a.example.com.", TTL: 60, ResourceRecords: [{ Value: "192.0.2.1" }] }),
      );
      for (const index of [1, 2])
        await flow.call("createHostedZone", { Name: `z${index}.com`, CallerReference: `${index}` });
      const { pages, items } = await flow.all("paginateListHostedZones", {}, "HostedZones", { pageSize: 2 });
      expect(items).toHaveLength(3);
      expect(pages).toBe(2);
      await flow.call("changeResourceRecordSets", change("DELETE"));
      await flow.call("deleteHostedZone", { Id });
      const missing = await flow.failure("getHostedZone", { Id });
      expect(missing).toBeInstanceOf(flow.exports["NoSuchHostedZone"]);
    });
  });
});

/** A zip archive with nothing in it. */
const EMPTY_ZIP = new Uint8Array(Buffer.concat([Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18)]));
