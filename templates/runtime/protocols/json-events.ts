/** Events of a stream in JSON: their payload is the text of the shape, as it is in the bodies of the same protocol. */
import type { EventFormat } from "../client/protocol.ts";
import * as S from "../client/shape.ts";
import { utf8 } from "./base64.ts";
import { parseJson, parseMessage } from "./json-body.ts";
import { holdsBigNumbers, type JsonReader } from "./json-reader.ts";
import type { JsonWriter } from "./json-writer.ts";

export interface JsonEvents {
  readonly contentType: string;
  readonly initialMessages: boolean;
  readonly writer: JsonWriter;
  readonly reader: JsonReader;
}

export function jsonEvents({ reader, ...format }: JsonEvents): EventFormat {
  return {
    ...format,
    reader(ref) {
      const read = reader(ref);
      const exact = holdsBigNumbers(ref);
      const { kind } = S.shapeOf(ref);
      const parse = kind === "structure" || kind === "union" ? parseMessage : parseJson;
      return (bytes) => {
        const data = parse(utf8(bytes), exact);
        return read ? read(data) : data;
      };
    },
  };
}
