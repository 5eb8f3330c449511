/** A suite against moto: makes the clients of some services, starts moto, and ends it. */
import { afterAll, beforeAll } from "vitest";
import { Moto } from "./moto.ts";
import { describeWithShared } from "./shared-folder.ts";
import { type Exports, generateTwelve, loadTwelve } from "./twelve.ts";

export type Answer = Readonly<Record<string, unknown>>;
export type Input = Readonly<Record<string, unknown>>;

/** An aggregated client, as far as flows go. */
export interface Flow {
  call(method: string, input?: Input): Promise<Answer>;
  /** What a call fails with. Throws when it does not fail. */
  failure(method: string, input?: Input): Promise<Error & Answer>;
  /** All pages of a paginator's method, as values of one list. */
  all(method: string, input: Input, list: string, config?: Input): Promise<{ pages: number; items: unknown[] }>;
  /** The service's module. */
  readonly exports: Exports;
}

export type Flows = (service: string, aggregate: string, config?: Input) => Flow;

/** `body` gets a function that makes a client of a service once moto runs. */
export function describeWithMoto(name: string, services: readonly string[], body: (flows: Flows) => void): void {
  describeWithShared(name, () => {
    let moto: Moto | undefined;
    const modules = new Map<string, Exports>();
    beforeAll(async () => {
      generateTwelve(services);
      for (const service of services) modules.set(service, await loadTwelve(service));
      moto = await Moto.start();
    });
    afterAll(() => moto?.stop());
    body((service, aggregate, config) => {
      const exports = modules.get(service);
      if (exports === undefined || moto === undefined) throw new Error(`${service} is not ready`);
      const Client = exports[aggregate] as new (config: object) => Record<string, (...args: unknown[]) => unknown>;
      return flowOf(new Client({ ...moto.config, ...config }), exports);
    });
  });
}

function flowOf(client: Record<string, (...args: unknown[]) => unknown>, exports: Exports): Flow {
  const call = async (method: string, input: Input = {}): Promise<Answer> => {
    const operation = client[method];
    if (operation === undefined) throw new Error(`the client has no ${method}`);
    return (await operation.call(client, input)) as Answer;
  };
  return {
    call,
    exports,
    async failure(method, input) {
      try {
        await call(method, input);
      } catch (error) {
        return error as Error & Answer;
      }
      throw new Error(`${method} did not fail`);
    },
    async all(method, input, list, config) {
      const items: unknown[] = [];
      let pages = 0;
      const paginate = client[method];
      if (paginate === undefined) throw new Error(`the client has no ${method}`);
      for await (const page of paginate.call(client, input, config) as AsyncIterable<Answer>) {
        pages += 1;
        items.push(...((page[list] as unknown[] | undefined) ?? []));
      }
      return { pages, items };
    },
  };
}

/** The text of a streaming body. */
export const textOf = async (body: unknown): Promise<string> =>
  (body as { transformToString(): Promise<string> }).transformToString();
