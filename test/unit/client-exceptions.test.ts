/** The base class of service errors beside Smithy's own: the same answers to `instanceof`, the same fields. */
import { ServiceException as Official } from "@smithy/smithy-client";
import { expect, test } from "vitest";
import { ServiceException } from "../../templates/runtime/client/exceptions.ts";

type Base = new (options: object) => Error;

const OPTIONS = { name: "Late", $fault: "server", $metadata: { attempts: 2 }, message: "too late" };

/** The classes of one copy of a package, with and without registration. */
function family(base: unknown) {
  const Root = base as Base;
  class PetServiceException extends Root {}
  class LateException extends PetServiceException {}
  class Tired extends PetServiceException {}
  class LostException extends PetServiceException {}
  const registered = (one: object, value: string): unknown => Object.defineProperty(one, "shapeId", { value });
  registered(LostException, "pets#LostException");
  class Renamed extends PetServiceException {}
  registered(Renamed, "pets#LateException");
  return { Root, PetServiceException, LateException, Tired, LostException, Renamed };
}

const families = [family(ServiceException), family(Official)] as const;
const [ours, theirs] = families.map((one) =>
  Object.entries(one).map(([name, Class]) => [name, new Class(OPTIONS)] as const),
);

/** What our classes are asked about, and what the official ones are: errors of the own copy, of the other, and what is none. */
const VALUES: readonly (readonly [what: string, ours: unknown, theirs: unknown])[] = [
  ...(ours ?? []).flatMap(([name, error], index) => {
    const other = theirs?.[index]?.[1];
    return [[`${name} of the own copy`, error, other] as const, [`${name} of another copy`, other, error] as const];
  }),
  ...Object.entries({
    "by name": { name: "LateException", $fault: "client", $metadata: {} },
    "by short name": { name: "Tired", $fault: "client", $metadata: {} },
    "without prototype": Object.assign(Object.create(null), { $fault: "server", $metadata: {} }),
    "another fault": { $fault: "nobody", $metadata: {} },
    "no metadata": { $fault: "client" },
    "an error": new Error("x"),
    "a text": "LateException",
    nothing: undefined,
    null: null,
  }).map(([what, value]) => [what, value, value] as const),
];

test.each(VALUES)("%s is an instance of the same classes", (_, ...values) => {
  const [first, second] = families.map((one, index) =>
    Object.entries(one).map(([name, Class]) => [
      name,
      values[index] instanceof Class,
      (Class as unknown as typeof ServiceException).isInstance(values[index]),
    ]),
  );
  expect(first).toEqual(second);
});

test("has the same fields", () => {
  const [first, second] = families.map(({ LateException }) => Object.entries(new LateException(OPTIONS)));
  expect(first).toEqual(second);
  expect(String(new families[0].LateException(OPTIONS))).toBe("Late: too late");
});
