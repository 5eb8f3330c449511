/** SQS, SNS, CloudWatch and CloudWatch Logs: flows against moto with the generated clients. */
import { describe, expect, it } from "vitest";
import { describeWithMoto } from "../support/moto-suite.ts";

const SERVICES = ["sqs", "sns", "cloudwatch", "cloudwatch-logs"];

describeWithMoto("queues, topics, metrics and logs against moto", SERVICES, (flows) => {
  describe("SQS", () => {
    const QueueName = "flow";
    const urlOf = async () => (await flows("sqs", "SQS").call("getQueueUrl", { QueueName }))["QueueUrl"] as string;

    it("creates, sends, receives and deletes a message", async () => {
      const flow = flows("sqs", "SQS");
      const { QueueUrl } = await flow.call("createQueue", { QueueName, Attributes: { VisibilityTimeout: "0" } });
      expect(QueueUrl).toContain("/flow");
      const sent = await flow.call("sendMessage", {
        QueueUrl,
        MessageBody: "Grüße",
        MessageAttributes: { kind: { DataType: "String", StringValue: "greeting" } },
      });
      expect(sent).toMatchObject({ MessageId: expect.any(String), MD5OfMessageBody: expect.any(String) });
      const { Messages } = await flow.call("receiveMessage", { QueueUrl, MessageAttributeNames: ["All"] });
      const [message] = Messages as { Body: string; ReceiptHandle: string }[];
      expect(message).toMatchObject({ Body: "Grüße", MessageAttributes: { kind: { StringValue: "greeting" } } });
      await flow.call("deleteMessage", { QueueUrl, ReceiptHandle: message?.ReceiptHandle });
      expect((await flow.call("receiveMessage", { QueueUrl }))["Messages"]).toBeUndefined();
    });

    it("sends a batch", async () => {
      const flow = flows("sqs", "SQS");
      const Entries = ["one", "two"].map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const answer = await flow.call("sendMessageBatch", { QueueUrl: await urlOf(), Entries });
      expect(answer["Successful"]).toMatchObject([{ Id: "0" }, { Id: "1" }]);
    });

    it("pages through queues", async () => {
      const flow = flows("sqs", "SQS");
      for (const name of ["page-1", "page-2", "page-3"]) await flow.call("createQueue", { QueueName: name });
      const { pages, items } = await flow.all("paginateListQueues", { QueueNamePrefix: "page-" }, "QueueUrls", {
        pageSize: 2,
      });
      expect(items).toHaveLength(3);
      expect(pages).toBe(2);
    });

    it("throws under the model's name, with the query protocol's code", async () => {
      const flow = flows("sqs", "SQS");
      const missing = await flow.failure("getQueueUrl", { QueueName: "nothing" });
      expect(missing).toBeInstanceOf(flow.exports["QueueDoesNotExist"]);
      expect(missing).toMatchObject({ name: "QueueDoesNotExist", $fault: "client" });
      expect(missing["code"]).toBe("AWS.SimpleQueueService.NonExistentQueue");
    });

    it("deletes the queue", async () => {
      const flow = flows("sqs", "SQS");
      await flow.call("deleteQueue", { QueueUrl: await urlOf() });
      expect((await flow.failure("getQueueUrl", { QueueName })).name).toBe("QueueDoesNotExist");
    });
  });

  describe("SNS", () => {
    it("creates a topic, subscribes a queue to it, publishes, pages, deletes", async () => {
      const flow = flows("sns", "SNS");
      const queues = flows("sqs", "SQS");
      const { TopicArn } = await flow.call("createTopic", { Name: "flow", Tags: [{ Key: "a", Value: "b" }] });
      const { QueueUrl } = await queues.call("createQueue", { QueueName: "subscribed" });
      const { Attributes } = await queues.call("getQueueAttributes", { QueueUrl, AttributeNames: ["QueueArn"] });
      const Endpoint = (Attributes as Record<string, string>)["QueueArn"];
      await flow.call("subscribe", { TopicArn, Protocol: "sqs", Endpoint, ReturnSubscriptionArn: true });
      const { MessageId } = await flow.call("publish", {
        TopicArn,
        Message: "hello & <good> bye",
        MessageAttributes: { n: { DataType: "Number", StringValue: "1" } },
      });
      expect(MessageId).toEqual(expect.any(String));
      const { Messages } = await queues.call("receiveMessage", { QueueUrl });
      const [message] = Messages as { Body: string }[];
      expect(JSON.parse(message?.Body ?? "")).toMatchObject({ Message: "hello & <good> bye" });
      const { items } = await flow.all("paginateListTopics", {}, "Topics");
      expect(items).toEqual([{ TopicArn }]);
      await flow.call("deleteTopic", { TopicArn });
    });

    it("throws what the model says", async () => {
      const flow = flows("sns", "SNS");
      const TopicArn = "arn:aws:sns:us-east-1:123456789012:nothing";
      const missing = await flow.failure("getTopicAttributes", { TopicArn });
      expect(missing).toBeInstanceOf(flow.exports["NotFoundException"]);
      expect(missing).toMatchObject({ $metadata: { httpStatusCode: 404, requestId: expect.any(String) } });
    });
  });

  describe("CloudWatch", () => {
    it("puts metrics, reads them, waits for an alarm, pages, deletes", async () => {
      const flow = flows("cloudwatch", "CloudWatch");
      const Timestamp = new Date();
      const MetricData = [1.5, 2.5].map((Value) => ({ MetricName: "load", Value, Timestamp, Unit: "Count" }));
      await flow.call("putMetricData", { Namespace: "flow", MetricData });
      const listed = await flow.all("paginateListMetrics", { Namespace: "flow" }, "Metrics");
      expect(listed.items).toContainEqual({ Namespace: "flow", MetricName: "load", Dimensions: [] });
      const statistics = await flow.call("getMetricStatistics", {
        Namespace: "flow",
        MetricName: "load",
        StartTime: new Date(Timestamp.getTime() - 60_000),
        EndTime: new Date(Timestamp.getTime() + 60_000),
        Period: 60,
        Statistics: ["Sum"],
      });
      expect(statistics["Datapoints"]).toMatchObject([{ Sum: 4, Timestamp: expect.any(Date) }]);
      await flow.call("putMetricAlarm", {
        AlarmName: "flow",
        MetricName: "load",
        Namespace: "flow",
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      });
      expect(await flow.call("waitUntilAlarmExists", { AlarmNames: ["flow"] })).toMatchObject({ state: "SUCCESS" });
      await flow.call("deleteAlarms", { AlarmNames: ["flow"] });
      const { MetricAlarms } = await flow.call("describeAlarms");
      expect(MetricAlarms ?? []).toEqual([]);
    });

    it("throws what the model says", async () => {
      const flow = flows("cloudwatch", "CloudWatch");
      const missing = await flow.failure("deleteDashboards", { DashboardNames: ["nothing"] });
      expect(missing).toBeInstanceOf(flow.exports["CloudWatchServiceException"]);
      expect(missing).toMatchObject({ $metadata: { httpStatusCode: 404 } });
    });
  });

  describe("CloudWatch Logs", () => {
    it("creates a group and a stream, writes, reads, pages, deletes", async () => {
      const flow = flows("cloudwatch-logs", "CloudWatchLogs");
      for (const logGroupName of ["flow-1", "flow-2", "flow-3"]) await flow.call("createLogGroup", { logGroupName });
      const logGroupName = "flow-1";
      await flow.call("createLogStream", { logGroupName, logStreamName: "s" });
      const timestamp = Date.now();
      await flow.call("putLogEvents", {
        logGroupName,
        logStreamName: "s",
        logEvents: [{ timestamp, message: "erste Zeile" }],
      });
      const read = await flow.call("getLogEvents", { logGroupName, logStreamName: "s" });
      expect(read["events"]).toMatchObject([{ timestamp, message: "erste Zeile" }]);
      const { pages, items } = await flow.all("paginateDescribeLogGroups", {}, "logGroups", { pageSize: 2 });
      expect(items).toHaveLength(3);
      expect(pages).toBe(2);
      await flow.call("deleteLogGroup", { logGroupName });
      expect((await flow.call("describeLogGroups"))["logGroups"]).toHaveLength(2);
    });

    it("throws what the model says", async () => {
      const flow = flows("cloudwatch-logs", "CloudWatchLogs");
      const taken = await flow.failure("createLogGroup", { logGroupName: "flow-2" });
      expect(taken).toBeInstanceOf(flow.exports["ResourceAlreadyExistsException"]);
      const missing = await flow.failure("getLogEvents", { logGroupName: "nothing", logStreamName: "s" });
      expect(missing).toBeInstanceOf(flow.exports["ResourceNotFoundException"]);
    });
  });
});
