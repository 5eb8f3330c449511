/** A pet shop as command-line tables, and a stand-in for its client that keeps what it is asked and answers as told. */

import { run } from "../../templates/runtime/cli/program.ts";
import type { Command, Index, Shape } from "../../templates/runtime/cli/table.ts";
import type { ClientModule } from "../../templates/runtime/cli/world.ts";
import { type TestWorld, testWorld, type WorldOptions } from "./cli-world.ts";

export const shapes: Readonly<Record<string, Shape>> = {
  String: { type: "string" },
  Integer: { type: "integer" },
  Double: { type: "double" },
  Boolean: { type: "boolean" },
  Blob: { type: "blob" },
  Stream: { type: "blob", streaming: true },
  Timestamp: { type: "timestamp", format: "epoch-seconds" },
  Kind: { type: "string", enum: ["CAT", "DOG"] },
  Switch: { type: "string", enum: ["ON", "OFF"] },
  Document: { type: "document" },
  Names: { type: "list", member: "String" },
  Tags: { type: "map", key: "String", value: "String" },
  Pet: {
    type: "structure",
    members: {
      Id: { shape: "String", required: true, comment: "The id." },
      Kind: { shape: "Kind" },
      Weight: { shape: "Double" },
      Born: { shape: "Timestamp" },
      Photo: { shape: "Blob" },
      Tags: { shape: "Tags" },
    },
  },
  Pets: { type: "list", member: "Pet" },
  Food: { type: "union", members: { Meat: { shape: "String" }, Grams: { shape: "Integer" } } },
  AdoptRequest: {
    type: "structure",
    members: {
      Note: { shape: "String" },
      Name: { shape: "String", required: true, comment: "What it is called." },
      Pet: { shape: "Pet", required: true },
      Friends: { shape: "Pets" },
      Names: { shape: "Names" },
      Light: { shape: "Switch", required: true },
      Vaccinated: { shape: "Boolean", required: true },
      Food: { shape: "Food" },
      Extra: { shape: "Document" },
      Header: { shape: "String", jsonvalue: true },
      Token: { shape: "String", required: true },
    },
  },
  AdoptResponse: {
    type: "structure",
    members: { Pet: { shape: "Pet" }, Names: { shape: "Names" }, Extra: { shape: "Document" } },
  },
  ListRequest: { type: "structure", members: { Limit: { shape: "Integer" }, Next: { shape: "String" } } },
  ListResponse: {
    type: "structure",
    members: { Next: { shape: "String" }, Owner: { shape: "String" }, Pets: { shape: "Pets" } },
  },
  PhotoRequest: { type: "structure", members: { Id: { shape: "String", required: true } } },
  PhotoResponse: { type: "structure", members: { Body: { shape: "Stream" }, Type: { shape: "String" } } },
  PutRequest: { type: "structure", members: { Body: { shape: "Stream" } } },
  Sick: {
    error: { status: 400 },
    type: "structure",
    members: {
      Message: { shape: "String" },
      Symptoms: { shape: "Names" },
      Since: { shape: "Timestamp" },
      Pet: { shape: "Pet" },
    },
  },
};

const option = (name: string, member: string, required = false) => ({
  name,
  member,
  ...(required ? { required } : {}),
});

const adopt: Command = {
  name: "adopt-pet",
  operation: "AdoptPet",
  command: "AdoptPetCommand",
  options: [
    option("note", "Note"),
    option("name", "Name", true),
    option("pet", "Pet", true),
    option("friends", "Friends"),
    option("names", "Names"),
    option("light", "Light", true),
    option("vaccinated", "Vaccinated"),
    option("food", "Food"),
    option("extra", "Extra"),
    option("header", "Header"),
    option("token", "Token"),
  ],
  shapes,
  input: "AdoptRequest",
  output: "AdoptResponse",
  errors: ["Sick"],
  doc: "Adopts a pet.",
};
const list: Command = {
  name: "list-pets",
  operation: "ListPets",
  command: "ListPetsCommand",
  options: [
    { ...option("limit", "Limit"), hidden: true },
    { ...option("next", "Next"), hidden: true },
  ],
  shapes,
  input: "ListRequest",
  output: "ListResponse",
  pagination: {
    inputToken: ["Next"],
    outputToken: ["Next"],
    limitKey: "Limit",
    resultKeys: ["Pets"],
    nonAggregateKeys: ["Owner"],
    paginator: "paginateListPets",
  },
  errors: [],
};
const photo: Command = {
  name: "get-photo",
  operation: "GetPhoto",
  command: "GetPhotoCommand",
  options: [option("id", "Id", true)],
  shapes,
  input: "PhotoRequest",
  output: "PhotoResponse",
  streamsOutput: "Body",
  errors: [],
};
const put: Command = {
  name: "put-photo",
  operation: "PutPhoto",
  command: "PutPhotoCommand",
  options: [option("body", "Body")],
  shapes,
  input: "PutRequest",
  errors: [],
  doc: "Puts a photo into an album: é.",
};
const ping: Command = {
  name: "ping",
  operation: "Ping",
  command: "PingCommand",
  options: [],
  shapes,
  errors: [],
};
const waiting: Command = {
  ...photo,
  name: "photo-ready",
  waiter: { name: "PhotoReady", waitUntil: "waitUntilPhotoReady", asks: "get-photo", delay: 3, maxAttempts: 7 },
  doc: [
    {
      kind: "paragraph",
      text: [
        { kind: "text", text: "Waits until " },
        { kind: "emphasis", children: [{ kind: "text", text: "there is" }] },
        { kind: "text", text: " a " },
        { kind: "code", text: "photo" },
        { kind: "text", text: "." },
      ],
    },
  ],
};
delete (waiting as { streamsOutput?: string }).streamsOutput;

export const lines: readonly Command[] = [adopt, list, photo, put, ping, waiting];
export const index: Index = {
  program: "pets",
  package: "@shop/pets",
  version: "2.1.0",
  swage: "0.1.0",
  serviceId: "Pets",
  title: "Pet Shop",
  client: "PetsClient",
  commands: ["adopt-pet", "list-pets", "get-photo", "put-photo", "ping"],
  waiters: ["photo-ready"],
  globals: 6,
  help: 7,
  waitHelp: 8,
  lengths: [],
};

/** The lines behind those of commands and waiters. */
export const pages: readonly string[] = [
  "\u001b[1mGLOBAL OPTIONS\u001b[22m\n       all of them",
  "\u001b[1mPETS\u001b[22m page\n",
  "WAITERS page\n",
];

export interface Asked {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly Asked[];
  /** Configurations that a client was made with. */
  readonly configs: readonly Readonly<Record<string, unknown>>[];
  /** What paginators and waiters were called with. */
  readonly walks: readonly Readonly<Record<string, unknown>>[];
  readonly world: TestWorld;
}

export interface PetOptions extends Partial<WorldOptions> {
  /** What the service answers; throws for an error. */
  readonly answer?: (asked: Asked) => Readonly<Record<string, unknown>>;
  /** Pages of `list-pets`, and where they stop. */
  readonly listed?: readonly Readonly<Record<string, unknown>>[];
  readonly resumeToken?: string;
  /** What a waiter ends with. */
  readonly waits?: () => void;
  readonly extra?: ClientModule;
}

/** One run of `pets …`. */
export async function pets(words: readonly string[], options: PetOptions = {}): Promise<Outcome> {
  const { answer = () => ({}), listed = [], resumeToken, waits = () => {}, ...rest } = options;
  const asked: Asked[] = [];
  const configs: Readonly<Record<string, unknown>>[] = [];
  const walks: Readonly<Record<string, unknown>>[] = [];
  const commandClass = (command: string) =>
    class {
      readonly asked: Asked;
      constructor(input: Asked["input"]) {
        this.asked = { command, input };
      }
    };
  const module: ClientModule = {
    PetsClient: class {
      readonly config = { region: async () => "eu-west-1", maxAttempts: async () => 3 };
      constructor(config: Readonly<Record<string, unknown>>) {
        configs.push(config);
      }
      async send(command: { readonly asked: Asked }) {
        asked.push(command.asked);
        return { ...answer(command.asked), $metadata: {} };
      }
      destroy(): void {}
    },
    ...Object.fromEntries(lines.map(({ command }) => [command, commandClass(command)])),
    paginateListPets: ({ client, ...limits }: Readonly<Record<string, unknown>>, input: unknown) => {
      walks.push({ ...limits, input });
      return {
        resumeToken,
        async *[Symbol.asyncIterator]() {
          yield* listed;
        },
        buildFullResult: async () => ({
          Pets: listed.flatMap((page) => page.Pets as readonly unknown[]),
          Owner: listed[0]?.Owner ?? null,
          ...(resumeToken === undefined ? {} : { NextToken: resumeToken }),
        }),
      };
    },
    waitUntilPhotoReady: async ({ client, ...pace }: Readonly<Record<string, unknown>>, input: unknown) => {
      walks.push({ ...pace, input });
      waits();
    },
  };
  const world = testWorld({ index, lines, pages, module, ...rest });
  const exit = await run(words, world);
  return { exit, out: world.out(), err: world.err(), asked, configs, walks, world };
}
