/**
 * model/amplifybackend/overlay.json: every entry adds something that the model lacks to a shape that exists, says why, and
 * is valid there. Examples are checked against the shapes by a few lines of this file, not by the generated validators,
 * which are tested with these examples in turn.
 */
import { describe, expect, it } from "vitest";
import {
  type AstShape,
  enumValues,
  idsOf,
  type Json,
  type JsonObject,
  model,
  namespace,
  overlay,
  overlayText,
  shapeAt,
} from "./amplifybackend-model.ts";

interface Example {
  readonly title: string;
  readonly documentation?: string;
  readonly input: JsonObject;
  readonly output?: JsonObject;
  readonly error?: { readonly shapeId: string; readonly content: JsonObject };
}
interface Waiter {
  readonly documentation: string;
  readonly acceptors: readonly {
    readonly state: string;
    readonly matcher: {
      readonly output: { readonly path: string; readonly expected: string; readonly comparator: string };
    };
  }[];
  readonly minDelay: number;
  readonly maxDelay: number;
}

/** Every value of one trait, by the name of the operation that it is for. */
function applied<T>(trait: string): ReadonlyMap<string, T> {
  const entries = overlay.apply.filter((entry) => entry.trait === trait);
  return new Map(entries.map(({ target, value }) => [target.slice(namespace.length), value as T]));
}

const operationNames = idsOf(model, "operation").map((id) => id.slice(namespace.length));

describe("every entry of the overlay", () => {
  it("belongs to the service of the model", () => {
    expect(shapeAt(model, overlay.service).type).toBe("service");
  });

  it("has a target that exists, and a trait that the target lacks in the model", () => {
    const wrong = overlay.apply.filter(
      ({ target, trait }) => model.shapes[target] === undefined || trait in (model.shapes[target]?.traits ?? {}),
    );
    expect(wrong).toEqual([]);
  });

  it("says in one sentence why it is there", () => {
    expect(overlay.apply.filter(({ reason }) => !/^[A-Z][^.]+\.$/.test(reason))).toEqual([]);
  });

  it("stands in its place: by target, then by trait, none twice", () => {
    const keys = overlay.apply.map(({ target, trait }) => `${target} ${trait}`);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(overlayText).toBe(`${JSON.stringify(overlay, null, 2)}\n`);
  });
});

describe("pagination in the overlay", () => {
  it("covers the two operations that have a token on both sides", () => {
    const both = operationNames.filter(
      (name) => "NextToken" in membersOf(name, "input") && "NextToken" in membersOf(name, "output"),
    );
    expect([...applied("smithy.api#paginated").keys()]).toEqual(both);
  });

  it("names members that exist and have the right types", () => {
    for (const [name, pages] of applied<Readonly<Record<string, string>>>("smithy.api#paginated")) {
      const typeOf = (side: "input" | "output", key: string) =>
        shapeAt(model, membersOf(name, side)[pages[key] ?? ""]?.target ?? `${name} ${key}`).type;
      expect(typeOf("input", "inputToken")).toBe("string");
      expect(typeOf("output", "outputToken")).toBe("string");
      expect(typeOf("output", "items")).toBe("list");
      if (pages.pageSize !== undefined) expect(typeOf("input", "pageSize")).toBe("integer");
    }
  });
});

describe("waiters in the overlay", () => {
  const waiters = [...applied<Readonly<Record<string, Waiter>>>("smithy.waiters#waitable")].flatMap(
    ([operation, byName]) => Object.entries(byName).map(([name, waiter]) => ({ operation, name, waiter })),
  );

  it("are the one for background jobs", () => {
    expect(waiters.map(({ operation, name }) => `${operation} ${name}`)).toEqual(["GetBackendJob BackendJobComplete"]);
  });

  it("look at members of the output, and can both succeed and fail", () => {
    for (const { operation, waiter } of waiters) {
      for (const { matcher } of waiter.acceptors) {
        expect(Object.keys(membersOf(operation, "output"))).toContain(matcher.output.path);
        expect(matcher.output.comparator).toBe("stringEquals");
      }
      expect(waiter.acceptors.map(({ state }) => state)).toEqual(["success", "failure"]);
      expect(waiter.minDelay).toBeGreaterThan(0);
      expect(waiter.maxDelay).toBeGreaterThanOrEqual(waiter.minDelay);
    }
  });

  it("are shown in both outcomes by the examples", () => {
    const statuses = new Set(
      (applied<readonly Example[]>("smithy.api#examples").get("GetBackendJob") ?? []).map(
        ({ output }) => output?.Status,
      ),
    );
    for (const { waiter } of waiters)
      for (const { matcher } of waiter.acceptors) expect(statuses).toContain(matcher.output.expected);
  });
});

describe("destructive operations in the overlay", () => {
  const destroys = applied<{ readonly what: string }>("swage#destructive");

  it("are those that delete or remove something", () => {
    expect([...destroys.keys()]).toEqual(operationNames.filter((name) => /^(Delete|Remove)/.test(name)));
  });

  it("say what is lost in a short clause", () => {
    expect([...destroys.values()].filter(({ what }) => !/^[a-z][\w ,'-]+$/i.test(what) || what.length > 80)).toEqual(
      [],
    );
  });
});

describe("examples in the overlay", () => {
  const examples = applied<readonly Example[]>("smithy.api#examples");

  it("exist for every operation, with a call that succeeds", () => {
    expect([...examples.keys()]).toEqual([...operationNames].sort());
    expect(
      [...examples].filter(([, list]) => !list.some(({ output }) => output !== undefined)).map(([name]) => name),
    ).toEqual([]);
  });

  it("show errors too, each of them one that the operation has", () => {
    const failing = [...examples].flatMap(([name, list]) =>
      list.flatMap(({ error }) => (error === undefined ? [] : [{ name, error }])),
    );
    expect(failing.length).toBeGreaterThanOrEqual(3);
    for (const { name, error } of failing) {
      expect(shapeAt(model, namespace + name).errors).toContainEqual({ target: error.shapeId });
      expect(faults(error.content, error.shapeId)).toEqual([]);
    }
  });

  it("have a title of their own, and either an output or an error", () => {
    for (const [name, list] of examples) {
      expect(new Set(list.map(({ title }) => title)).size, name).toBe(list.length);
      for (const example of list) {
        expect(example.title).toMatch(/^[A-Z][^.]+$/);
        expect(
          [example.output, example.error].filter((side) => side !== undefined),
          `${name}: ${example.title}`,
        ).toHaveLength(1);
      }
    }
  });

  it("fit the shapes: nothing unknown, nothing required missing, enum values that exist", () => {
    const wrong = [...examples].flatMap(([name, list]) => {
      const { input, output } = shapeAt(model, namespace + name);
      return list.flatMap((example) => [
        ...faults(example.input, input?.target ?? "", `${name}: ${example.title}: input`),
        ...(example.output === undefined
          ? []
          : faults(example.output, output?.target ?? "", `${name}: ${example.title}: output`)),
      ]);
    });
    expect(wrong).toEqual([]);
  });

  it("would be refused if they did not fit", () => {
    const shape = `${namespace}CreateBackendStorageResourceConfig`;
    expect(faults({ BucketName: 1, Permissions: { Authenticated: ["WRITE"] }, Extra: true }, shape)).toEqual([
      "/BucketName: 1 is no string",
      '/Permissions/Authenticated/0: "WRITE" is none of READ, CREATE_AND_UPDATE, DELETE',
      "/Extra: unknown",
      "/ServiceName: missing",
    ]);
    expect(
      faults(
        { AppId: "a1b2c3d4e5", BackendEnvironmentName: "staging", MaxResults: 26 },
        `${namespace}ListBackendJobsRequest`,
      ),
    ).toEqual(["/MaxResults: 26 is out of range"]);
  });
});

function membersOf(operation: string, side: "input" | "output"): NonNullable<AstShape["members"]> {
  return shapeAt(model, shapeAt(model, namespace + operation)[side]?.target ?? "").members ?? {};
}

/** What is wrong with a value of a shape, one line a fault; knows the shape types that AmplifyBackend has. */
function faults(value: Json, id: string, place = ""): readonly string[] {
  const shape = shapeAt(model, id);
  const isA = (type: string) => (typeof value === type ? [] : [`${place}: ${JSON.stringify(value)} is no ${type}`]);
  switch (shape.type) {
    case "string":
    case "boolean":
      return isA(shape.type);
    case "double":
    case "integer": {
      const range = shape.traits?.["smithy.api#range"] as { readonly min: number; readonly max: number } | undefined;
      const outside = range !== undefined && typeof value === "number" && (value < range.min || value > range.max);
      return outside ? [`${place}: ${value} is out of range`] : isA("number");
    }
    case "enum": {
      const values = enumValues(shape);
      return values.includes(value) ? [] : [`${place}: ${JSON.stringify(value)} is none of ${values.join(", ")}`];
    }
    case "list":
      if (!Array.isArray(value)) return [`${place}: no list`];
      return (value as readonly Json[]).flatMap((item, index) =>
        faults(item, shape.member?.target ?? "", `${place}/${index}`),
      );
    case "structure": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${place}: no structure`];
      const given = value as JsonObject;
      const members = shape.members ?? {};
      const missing = Object.keys(members).filter(
        (name) => "smithy.api#required" in (members[name]?.traits ?? {}) && !(name in given),
      );
      return [
        ...Object.entries(given).flatMap(([name, item]) => {
          const member = members[name];
          return member === undefined ? [`${place}/${name}: unknown`] : faults(item, member.target, `${place}/${name}`);
        }),
        ...missing.map((name) => `${place}/${name}: missing`),
      ];
    }
    default:
      throw new Error(`${id}: examples of a ${shape.type} are not known here`);
  }
}
