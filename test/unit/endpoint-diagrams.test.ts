/**
 * Decision diagrams of endpoints, compiled: beside the official interpreter of diagrams, over those that official clients
 * carry and over random ones; and what is wrong with a diagram.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readDiagram } from "../../codegen/model/diagram.ts";
import { type Outcome, outcomeOf, type Parameters, resolverOf } from "../support/endpoint-outcome.ts";
import { interpreter, type OfficialDiagram, officialDiagram, traitOf } from "../support/official-diagram.ts";

const DIAGRAM = "smithy.rules#endpointBdd";
let interpreted: (diagram: OfficialDiagram, parameters: Parameters) => Outcome;
beforeAll(async () => {
  interpreted = await interpreter();
});

const string = { type: "string", documentation: "" };
const flag = { type: "boolean", required: true, default: false, documentation: "" };

describe("of official clients", () => {
  const parameters = { Region: string, Endpoint: string, UseFIPS: flag, UseDualStack: flag };
  const flags = [false, true];
  const cases: readonly Parameters[] = [
    undefined,
    "us-east-1",
    "cn-north-1",
    "us-gov-west-1",
    "us-isof-south-1",
  ].flatMap((Region) =>
    flags.flatMap((UseFIPS) =>
      flags.flatMap((UseDualStack) =>
        [undefined, "https://example.com/a"].map((Endpoint) => ({ Region, UseFIPS, UseDualStack, Endpoint })),
      ),
    ),
  );

  it.each(["amplifybackend", "lex-runtime-v2"])("%s", async (name) => {
    const diagram = await officialDiagram(name, import.meta.url);
    const resolve = await resolverOf({ [DIAGRAM]: traitOf(diagram, parameters) });
    for (const one of cases)
      expect(outcomeOf(resolve, one), JSON.stringify(one)).toEqual(interpreted(diagram, { ...one }));
  });
});

describe("at random", () => {
  const ref = (name: string) => ({ ref: name });
  const parameters = { A: string, B: { ...string, required: true, default: "b" }, C: flag, D: string };
  /** In this order, so that what one names the later may use. */
  const CONDITIONS: OfficialDiagram["conditions"] = [
    ["isSet", [ref("A")]],
    ["booleanEquals", [ref("C"), true]],
    ["substring", [ref("B"), 0, 1, false], "start"],
    ["isSet", [ref("D")]],
    ["stringEquals", [{ fn: "coalesce", argv: [{ fn: "substring", argv: [ref("B"), 0, 2, true] }, ""] }, "xy"]],
    ["ite", [ref("C"), "yes", "no"], "said"],
    ["getAttr", [{ fn: "split", argv: [ref("B"), "-", 0] }, "[1]"]],
    ["not", [{ fn: "isSet", argv: [ref("D")] }]],
    ["getAttr", [{ fn: "split", argv: [ref("B"), "-", 0] }, "[0]"], "first"],
    ["stringEquals", [ref("B"), "x-y"]],
    ["isValidHostLabel", [ref("B"), false]],
  ];
  const RESULTS: OfficialDiagram["results"] = [
    [-1],
    ["https://one.example.com/{B}", {}],
    [-1, "no {B}"],
    ["https://two.example.com", { authSchemes: [{ name: "sigv4", signingRegion: "{B}" }] }],
    ["https://three.example.com", {}, { "x-a": ["{B}", "c"] }],
  ];
  const FIRST_RESULT = 100_000_000;

  /** Ordered, as diagrams are: a node leads to nodes of later conditions, to results or nowhere; any node may be shared. */
  const diagrams = fc
    .array(
      fc.tuple(fc.integer({ min: 0, max: CONDITIONS.length - 1 }), fc.nat(), fc.nat(), fc.boolean(), fc.boolean()),
      {
        minLength: 1,
        maxLength: 24,
      },
    )
    .map((wishes): OfficialDiagram => {
      const sorted = wishes.toSorted((a, b) => a[0] - b[0]);
      const nodes = sorted.flatMap(([condition, high, low, notHigh, notLow], index) => {
        const later = sorted.flatMap((one, at) => (at > index && one[0] > condition ? [at + 2] : []));
        const choose = (wish: number, complement: boolean): number => {
          const ends = RESULTS.map((_, at) => (at === 0 ? 1 : FIRST_RESULT + at));
          const all = [...later, ...ends];
          const found = all[wish % all.length] ?? 1;
          return complement && found < FIRST_RESULT ? -found : found;
        };
        return [condition, choose(high, notHigh), choose(low, notLow)];
      });
      return { nodes: new Int32Array([-1, 1, -1, ...nodes]), root: 2, conditions: CONDITIONS, results: RESULTS };
    });
  const inputs = fc.record({
    A: fc.option(fc.constantFrom("", "a"), { nil: undefined }),
    B: fc.constantFrom("b", "x-y", "", "-", "a b", "xy"),
    C: fc.boolean(),
    D: fc.option(fc.constant("d"), { nil: undefined }),
  });

  it("give what the interpreter gives", async () => {
    await fc.assert(
      fc.asyncProperty(diagrams, fc.array(inputs, { minLength: 20, maxLength: 20 }), async (diagram, all) => {
        const trait = traitOf(diagram, parameters);
        expect(readDiagram(trait).faults).toEqual([]);
        const resolve = await resolverOf({ [DIAGRAM]: trait });
        for (const one of all) {
          const wanted = interpreted(diagram, one);
          expect(
            "error" in wanted && wanted.error === "No matching endpoint."
              ? { error: "No endpoint rule applies." }
              : wanted,
          ).toEqual(outcomeOf(resolve, one));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("what is wrong with a diagram", () => {
  /** One decision: where the first condition holds, the first result. */
  const ONE: OfficialDiagram = {
    nodes: new Int32Array([-1, 1, -1, 0, 100_000_001, 1]),
    root: 2,
    conditions: [["isSet", [{ ref: "A" }]]],
    results: [[-1], ["https://{A}", {}]],
  };
  const faultsOf = (more: object): readonly string[] =>
    readDiagram({ ...traitOf(ONE, { A: string }), ...more }).faults.map(
      (one) => `${one.path.join(".")}: ${one.message}`,
    );
  const nodes = (...numbers: readonly number[]): object => ({
    nodes: (traitOf({ ...ONE, nodes: new Int32Array(numbers) }, {}) as { nodes: string }).nodes,
    nodeCount: numbers.length / 3,
  });
  const first = [-1, 1, -1] as const;

  it.each([
    ["none", {}, []],
    ["text that is no base64", { nodes: "ABCD=" }, ["nodes: The nodes are triples of 32-bit integers in base64."]],
    ["half a node", { nodes: "AAAA" }, ["nodes: The nodes are triples of 32-bit integers in base64."]],
    ["another count", { nodeCount: 3 }, ["nodeCount: There are 2 nodes, not 3."]],
    ["a negative root", { root: -2 }, ["root: The root is a reference that is not negative."]],
    ["a root that is not there", { root: 3 }, ["root: The reference 3 leads to no node, condition or result."]],
    [
      "no such result",
      nodes(...first, 0, 100_000_002, 1),
      ["nodes: The reference 100000002 leads to no node, condition or result."],
    ],
    [
      "no such condition",
      nodes(...first, 0, 3, 1, 1, 1, 1),
      ["nodes: The reference 3 leads to no node, condition or result."],
    ],
    ["the reference 0", nodes(...first, 0, 1, 0), ["nodes: The reference 0 leads to no node, condition or result."]],
    ["a circle", nodes(...first, 0, 1, 3, 0, 2, 1), ["nodes: The reference 2 leads back to itself."]],
    [
      "a value that may not be there",
      { conditions: [{ fn: "isValidHostLabel", argv: [{ ref: "A" }, false] }] },
      [
        "conditions.0.argv.0: isValidHostLabel is given a string that may not be set.",
        "results.0.endpoint.url: {A} may not be set.",
      ],
    ],
    [
      "a result with conditions",
      { results: [{ type: "error", conditions: [{ fn: "isSet", argv: [{ ref: "A" }] }], error: "no" }] },
      ["results.0: A result of a diagram is an endpoint or an error without conditions."],
    ],
    [
      "no list",
      { conditions: {}, results: 1 },
      ["conditions: A list is expected here.", "results: A list is expected here.", "root: "],
    ],
  ])("%s", (_, more, wanted) => {
    const found = faultsOf(more);
    expect(found).toHaveLength(wanted.length);
    for (const [index, one] of wanted.entries()) expect(found[index]).toContain(one);
  });

  it("is the same fault once for all decisions that ask", () => {
    const twice = nodes(...first, 1, 3, -3, 0, 100_000_001, 1);
    const conditions = [
      { fn: "stringEquals", argv: [{ ref: "A" }, "a"] },
      { fn: "booleanEquals", argv: [{ ref: "B" }, true] },
    ];
    const parameters = { A: string, B: { ...flag } };
    expect(readDiagram({ ...traitOf(ONE, parameters), ...twice, conditions }).faults.map((one) => one.path)).toEqual([
      ["conditions", 0, "argv", 0],
      ["results", 0, "endpoint", "url"],
    ]);
  });
});

it("a rule set beside a diagram is what is compiled", async () => {
  const ruleSet = {
    version: "1.0",
    parameters: {},
    rules: [{ type: "endpoint", conditions: [], endpoint: { url: "https://rules.example.com" } }],
  };
  const diagram = { version: "1.1", parameters: {}, conditions: [], results: [], root: 1, nodeCount: 0, nodes: "" };
  const both = await resolverOf({ [DIAGRAM]: diagram, "smithy.rules#endpointRuleSet": ruleSet });
  expect(both({}).url).toBe("https://rules.example.com");
  const alone = await resolverOf({ [DIAGRAM]: diagram });
  expect(outcomeOf(alone, {})).toEqual({ error: "No endpoint rule applies." });
});
