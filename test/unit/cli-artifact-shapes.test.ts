/**
 * The shapes of a command in its data: types, bounds, timestamps by where they travel, what is required or sensitive, and
 * the comments of YAML skeletons.
 */
import { describe, expect, it } from "vitest";
import { shapeTable } from "../../codegen/artifacts/cli/shape-table.ts";
import { planOfShapes } from "./cli-artifact-plan.ts";

const of = (name: string, traits: object = {}): object => ({ target: `smithy.api#${name}`, traits });
const required = { "smithy.api#required": {} };
const doc = (text: string): object => ({ "smithy.api#documentation": text });

const plan = planOfShapes({
  "test#Op": {
    type: "operation",
    input: { target: "test#In" },
    output: { target: "test#Out" },
    traits: { "smithy.api#http": { method: "POST", uri: "/op" } },
  },
  "test#In": {
    type: "structure",
    members: {
      Id: of("String", { ...required, ...doc("<p>The id: unique. More.</p>") }),
      Token: of("String", { ...required, "smithy.api#idempotencyToken": {} }),
      Secret: { target: "test#Secret" },
      Color: { target: "test#Color", traits: doc("Own text") },
      Plain: { target: "test#Color" },
      Short: of("String", { "smithy.api#length": { min: 2 } }),
      Level: { target: "test#Level" },
      Names: { target: "test#Names", traits: { "smithy.api#length": { max: 9 } } },
      Since: of("Timestamp", { "smithy.api#httpHeader": "x-since" }),
      Until: of("Timestamp", { "smithy.api#httpQuery": "until" }),
      When: of("Timestamp"),
      Day: { target: "test#Day" },
      Head: { target: "test#Json", traits: { "smithy.api#httpHeader": "x-head" } },
      Text: { target: "test#Json" },
      String: { target: "test#String" },
    },
  },
  "test#Out": { type: "structure", members: { Result: of("BigDecimal", doc("<p>Never asked for.</p>")) } },
  "test#Secret": { type: "string", traits: { "smithy.api#sensitive": {} } },
  "test#Color": {
    type: "enum",
    members: { RED: of("Unit", { "smithy.api#enumValue": "red" }), GREEN: of("Unit") },
    traits: doc("A color: pick one."),
  },
  "test#Level": { type: "intEnum", members: { LOW: of("Unit", { "smithy.api#enumValue": 1 }) } },
  "test#Names": { type: "list", member: of("String"), traits: { "smithy.api#length": { min: 1, max: 3 } } },
  "test#Day": { type: "timestamp", traits: { "smithy.api#timestampFormat": "date-time" } },
  "test#Json": { type: "string", traits: { "smithy.api#mediaType": "application/json" } },
  "test#String": { type: "string", traits: { "smithy.api#length": { min: 5 } } },
});
const table = shapeTable(plan);
const shapes = table.reachedBy(["test#In", "test#Out"]);
const input = shapes["In"];
const members = input !== undefined && "members" in input ? input.members : {};

describe("shapes of a command", () => {
  it("keep the model's order of members", () => {
    expect(Object.keys(members).slice(0, 4)).toEqual(["Id", "Token", "Secret", "Color"]);
  });

  it("say what is required, generated or secret", () => {
    expect(members["Id"]).toEqual({ shape: "smithy.api#String", required: true, comment: "The id." });
    expect(members["Token"]).toMatchObject({ required: true, idempotencyToken: true });
    expect(members["Secret"]).toEqual({ shape: "Secret", sensitive: true });
  });

  it("comment with the member's own text, else its target's", () => {
    expect(members["Color"]?.comment).toBe("Own text.");
    expect(members["Plain"]?.comment).toBe("A color.");
  });

  it("comment nothing that nobody fills in", () => {
    expect(shapes["Out"]).toEqual({ type: "structure", members: { Result: { shape: "BigDecimal" } } });
  });

  it("have values on the wire, and integers for enums of them", () => {
    expect(shapes["Color"]).toEqual({ type: "string", enum: ["red", "GREEN"] });
    expect(shapes["Level"]).toEqual({ type: "integer" });
    expect(shapes["BigDecimal"]).toEqual({ type: "double" });
  });

  it("are a shape of their own where a member has bounds of its own", () => {
    expect(members["Short"]?.shape).toBe("In$Short");
    expect(shapes["In$Short"]).toEqual({ type: "string", min: 2 });
    expect(shapes["In$Names"]).toEqual({ type: "list", member: "smithy.api#String", min: 1, max: 9 });
    expect(shapes["Names"]).toEqual({ type: "list", member: "smithy.api#String", min: 1, max: 3 });
  });

  it("are named by their ids where two share a name", () => {
    expect(members["String"]?.shape).toBe("test#String");
    expect(shapes["test#String"]).toEqual({ type: "string", min: 5 });
    expect(shapes["smithy.api#String"]).toEqual({ type: "string" });
    expect(table.key("test#In")).toBe("In");
  });

  it("give timestamps the form of the place where they travel", () => {
    expect(shapes["Timestamp"]).toEqual({ type: "timestamp", format: "epoch-seconds" });
    expect(shapes["Day"]).toEqual({ type: "timestamp", format: "date-time" });
    expect(members["Since"]?.format).toBe("http-date");
    expect(members["Until"]?.format).toBe("date-time");
    expect(members["When"]?.format).toBeUndefined();
    expect(members["Day"]?.format).toBeUndefined();
  });

  it("take JSON as text only in a header", () => {
    expect(members["Head"]?.jsonvalue).toBe(true);
    expect(members["Text"]?.jsonvalue).toBeUndefined();
  });
});
