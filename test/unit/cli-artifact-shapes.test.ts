/**
 * The shapes of a service in its data: their lines and keys, types, bounds, timestamps by where they travel, what is required,
 * and the comments of YAML skeletons.
 */
import { describe, expect, it } from "vitest";
import { shapeTable } from "../../codegen/artifacts/cli/shape-table.ts";
import type * as Table from "../../templates/runtime/cli/table.ts";
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
/** Lines that stand before the table's. */
const FIRST = 7;
const rows: Table.Shape[] = [];
const table = shapeTable(plan, FIRST, (row) => rows.push(row));
const keys = ["test#In", "test#Out"].map((id) => table.key(id as `test#${string}`));
const at = (key: string | undefined): Table.Shape | undefined => rows[Number(key) - FIRST];
const membersAt = (key: string | undefined): Readonly<Record<string, Table.Member>> => {
  const shape = at(key);
  return shape !== undefined && "members" in shape ? shape.members : {};
};
const members = membersAt(keys[0]);
/** The shape of a member of the input. */
const shapeOf = (member: string): Table.Shape | undefined => at(members[member]?.shape);

describe("shapes of a service", () => {
  it("have the numbers of their lines as keys, first what was asked for first", () => {
    expect(keys[0]).toBe("7");
    expect(table.key("test#In")).toBe("7");
    expect(at(keys[0])?.name).toBe("In");
    expect(at(keys[1])?.name).toBe("Out");
    const reached = new Set(Object.values(members).map(({ shape }) => shape));
    for (const key of reached) expect(at(key), key).toBeDefined();
    expect(Math.max(...[...reached].map(Number))).toBeLessThan(Number(keys[1]));
  });

  it("are one line each, however many members point to them", () => {
    expect(members["Color"]?.shape).toBe(members["Plain"]?.shape);
    expect(rows.filter(({ name }) => name === "Color")).toHaveLength(1);
  });

  it("keep the model's order of members", () => {
    expect(Object.keys(members).slice(0, 4)).toEqual(["Id", "Token", "Secret", "Color"]);
  });

  it("say what is required, with its text", () => {
    const doc = "The id: unique. More.";
    expect(members["Id"]).toEqual({ shape: members["Short"]?.shape, required: true, comment: "The id.", doc });
    expect(members["Secret"]).toEqual({ shape: members["Secret"]?.shape });
  });

  it("have a text of the shape's own where its members have none", () => {
    expect(members["Color"]).toMatchObject({ comment: "Own text.", doc: "Own text" });
    expect(members["Plain"]).toEqual({ shape: members["Color"]?.shape, comment: "A color." });
    expect(shapeOf("Plain")?.doc).toBe("A color: pick one.");
  });

  it("comment nothing that nobody fills in", () => {
    expect(membersAt(keys[1])["Result"]).toMatchObject({ doc: "Never asked for." });
    expect(membersAt(keys[1])["Result"]?.comment).toBeUndefined();
  });

  it("have values on the wire, and integers for enums of them", () => {
    expect(shapeOf("Color")).toMatchObject({ type: "string", enum: ["red", "GREEN"] });
    expect(shapeOf("Level")).toEqual({ name: "Level", type: "integer", values: [1] });
    expect(at(membersAt(keys[1])["Result"]?.shape)?.type).toBe("double");
  });

  it("have bounds, and members those of their own", () => {
    expect(members["Short"]?.min).toBe(2);
    expect(members["Names"]).toMatchObject({ max: 9 });
    expect(members["Names"]?.min).toBeUndefined();
    expect(shapeOf("Names")).toMatchObject({ type: "list", min: 1, max: 3 });
  });

  it("are told apart where two share a name", () => {
    expect(shapeOf("String")).toEqual({ name: "String", type: "string", min: 5 });
    expect(shapeOf("Short")).toEqual({ name: "String", type: "string" });
  });

  it("give timestamps the form of the place where they travel", () => {
    expect(shapeOf("When")).toMatchObject({ type: "timestamp", format: "epoch-seconds" });
    expect(shapeOf("Day")).toMatchObject({ type: "timestamp", format: "date-time" });
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
