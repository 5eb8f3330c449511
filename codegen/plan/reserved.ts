/**
 * Words that a name may not be: TypeScript's own as types, and the members of every generated client as methods.
 * Source: the official JS v3 generator's list (case-sensitive).
 */

const WORDS =
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if import " +
  "in instanceof new null return super switch this throw true try typeof var void while with implements interface let package " +
  "private protected public static yield abstract as asserts assert any async await constructor declare get infer intrinsic is " +
  "keyof module namespace never readonly require type undefined unique unknown from global override of boolean number string " +
  "symbol Array ArrayBuffer ArrayBufferView Blob Boolean ConstructorParameters Date Error Exclude Extract Infinity InstanceType " +
  "Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Readable Readonly ReadonlyArray Record " +
  "RegExp Required ReturnType Set String Stream ThisType WeakMap";

const RESERVED: ReadonlySet<string> = new Set(WORDS.split(" "));
export const isReserved = (name: string): boolean => RESERVED.has(name);

/** What the aggregated client has beside its operations. */
export const CLIENT_MEMBERS: ReadonlySet<string> = new Set([
  "config",
  "middlewareStack",
  "initConfig",
  "handlers",
  "send",
  "destroy",
  "constructor",
  "canPaginate",
  "getPaginator",
  "getWaiter",
  "generatePresignedUrl",
  "exceptions",
  "meta",
]);
