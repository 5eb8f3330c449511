/**
 * Every runtime name of the twelve official packages is one of ours: from botocore's models of the packages' age all of them,
 * from the older Smithy models all whose shapes these have.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { serviceName } from "../../codegen/plan/case.ts";
import { loadSound } from "../support/model.ts";
import { official } from "../support/official-pair.ts";
import { describeWithShared } from "../support/shared-folder.ts";
import {
  type Exports,
  generateFromBotocore,
  generateTwelve,
  loadFromBotocore,
  loadTwelve,
  modelOf,
  TWELVE,
} from "../support/twelve.ts";
import { SKEW } from "./skew.ts";

const namesOf = (name: string): readonly string[] => Object.keys(official(`@aws-sdk/client-${name}`) as Exports);

describe("from botocore's models of the same age", () => {
  beforeAll(() => generateFromBotocore());

  // The EC2 package that is installed is of the Smithy suite's model, half a year younger.
  it.each(TWELVE.filter((name) => name !== "ec2"))("%s", async (name) => {
    const ours = await loadFromBotocore(name);
    const missing = namesOf(name).filter((one) => !(one in ours));
    expect(missing.sort()).toEqual(Object.keys(SKEW[name]?.names ?? {}).sort());
  });
});

describeWithShared("from older models", () => {
  beforeAll(() => generateTwelve());

  it.each(TWELVE)("%s", async (name) => {
    const { model } = loadSound(modelOf(name));
    const shapes = new Set(
      [...Object.values(model.shapes), ...model.operations].map(
        (one) => one.name.charAt(0).toUpperCase() + one.name.slice(1),
      ),
    );
    const waiters = new Set(model.operations.flatMap((one) => one.waiters.map((waiter) => waiter.name)));
    const service = serviceName(model.service.sdkId);
    const own = new Set([service, `${service}Client`, `${service}ServiceException`, "$Command", "__Client"]);
    const known = (exported: string): boolean => {
      const stem = exported
        .replace(/\$$/, "")
        .replace(/Command$/, "")
        .replace(/^(?:paginate|_)/, "");
      const waiter = /^wait(?:Until|For)(.*)$/.exec(exported)?.[1];
      if (waiter !== undefined) return waiters.has(waiter);
      return shapes.has(stem) || own.has(stem) || !/^[A-Z]/.test(stem);
    };
    const ours = await loadTwelve(name);
    expect(namesOf(name).filter((one) => !(one in ours) && known(one))).toEqual([]);
  });
});
