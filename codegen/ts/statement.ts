/**
 * What a TypeScript file can say, as data: the statements that emitters add and `print.ts` turns into text. It holds names
 * and type texts that have been decided; it decides and prints nothing.
 */
import type { Doc } from "../../templates/runtime/doc/tree.ts";
import type { Import } from "./import.ts";

export interface Documented {
  readonly docs?: Doc;
  /** TSDoc tags, each as one text: `@throws {@link X} …`. */
  readonly tags?: readonly string[];
}

export interface Property extends Documented {
  readonly name: string;
  readonly type?: string;
  readonly optional?: boolean;
  readonly readonly?: boolean;
  readonly override?: boolean;
  /** Says a type and makes no code. */
  readonly declare?: boolean;
  readonly value?: string;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly rest?: boolean;
  readonly value?: string;
}

export interface Method extends Documented {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  /** Statements; what only TypeScript reads in them is marked (`form.ts`). Without them the method is a signature. */
  readonly body?: readonly string[];
  readonly static?: boolean;
  readonly override?: boolean;
}

export type Statement =
  | ({
      readonly kind: "interface";
      readonly name: string;
      readonly extends?: readonly string[];
      readonly properties?: readonly Property[];
      readonly methods?: readonly Method[];
    } & Documented)
  | ({ readonly kind: "type"; readonly name: string; readonly type: string } & Documented)
  | ({
      readonly kind: "const";
      readonly name: string;
      readonly type?: string;
      readonly value: string;
      readonly local?: boolean;
      /** What stands in the script in place of the value, which is there for people; and what it needs of another module. */
      readonly built?: { readonly value: string; readonly uses?: Import };
      /** What declarations say of a constant that states no type. */
      readonly declared?: string;
    } & Documented)
  | ({
      readonly kind: "function";
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly returns: string;
      readonly body: readonly string[];
      readonly local?: boolean;
    } & Documented)
  | ({
      readonly kind: "class";
      readonly name: string;
      readonly extends?: string;
      readonly properties?: readonly Property[];
      readonly construct?: { readonly parameters: readonly Parameter[]; readonly body: readonly string[] };
      readonly methods?: readonly Method[];
    } & Documented)
  | {
      readonly kind: "exportAll";
      readonly from: string;
      readonly typeOnly?: boolean;
      /** Built to a file of its own, since other entries of the package take it without the rest. */
      readonly apart?: boolean;
    }
  | {
      readonly kind: "exportNames";
      readonly names: readonly string[];
      readonly from: string;
      readonly typeOnly?: boolean;
    }
  /** Types as text, for what has no kind of its own. */
  | { readonly kind: "types"; readonly text: string };
