/** What engines do in ways of their own comes out the same in Node and in browsers. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import * as browser from "../../templates/runtime/values/engine.browser.ts";
import * as node from "../../templates/runtime/values/engine.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("base64, of views into larger buffers and of many bytes too", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 99 }), fc.nat({ max: 9 }), (all, from) => {
      const bytes = all.subarray(from);
      const text = Buffer.from(bytes).toString("base64");
      expect([node.toBase64(bytes), browser.toBase64(bytes)]).toEqual([text, text]);
      expect([node.fromBase64(text), browser.fromBase64(text)]).toEqual([
        Uint8Array.from(bytes),
        Uint8Array.from(bytes),
      ]);
    }),
  );
  const many = new Uint8Array(300_000).fill(7);
  expect(browser.toBase64(many)).toBe(node.toBase64(many));
});

test("UUIDs of version 4, in contexts that are not secure too", () => {
  expect(node.uuid()).toMatch(UUID);
  expect(browser.uuid()).toMatch(UUID);
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const made = [browser.uuid(), browser.uuid()];
  vi.unstubAllGlobals();
  for (const one of made) expect(one).toMatch(UUID);
  expect(made[0]).not.toBe(made[1]);
});
