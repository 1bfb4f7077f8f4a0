import assert from "node:assert/strict";
import { test } from "node:test";
import { joined } from "../../src/base/joined.ts";

const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
// Two functions that take nothing and return a number, exported as "a" and "b".
const TYPES = [1, 5, 1, 96, 0, 1, 127];
const FUNCTIONS = [3, 3, 2, 0, 0];
const EXPORTS = [7, 9, 2, 1, 97, 0, 0, 1, 98, 0, 1];
const STUB = [3, 0, 0, 11];
const NAMES = [0, 3, 1, 120, 7];

/** Returns a module with these bodies, each after its length, in its section of code. */
function module(...bodies: number[][]): Uint8Array {
  const code = [bodies.length, ...bodies.flat()];
  assert.ok(code.length < 128, "one byte says how long it is");
  return Uint8Array.of(...HEADER, ...TYPES, ...FUNCTIONS, ...EXPORTS, 10, code.length, ...code, ...NAMES);
}

function returns(number: number): number[] {
  return [4, 0, 65, number, 11];
}

test("bodies that were left out are put back in their places, and the rest of the module stays", () => {
  const whole = module(returns(5), returns(7));
  const first = module(STUB, returns(7));
  const made = joined(first, Uint8Array.of(...STUB, ...returns(5)));
  assert.deepEqual(made, whole);
  const { a, b } = new WebAssembly.Instance(new WebAssembly.Module(made)).exports as Record<string, () => number>;
  assert.deepEqual([a?.(), b?.()], [5, 7]);
});

test("a section that becomes longer than one byte can say has its length written in two", () => {
  const nothing = Array.from({ length: 126 }, () => 1);
  const body = [130, 1, 0, ...nothing, 65, 7, 11];
  const made = joined(module(returns(5), STUB), Uint8Array.of(...STUB, ...body));
  const { b } = new WebAssembly.Instance(new WebAssembly.Module(made)).exports as Record<string, () => number>;
  assert.equal(b?.(), 7);
});

test("what does not fit is refused", () => {
  assert.throws(() => joined(module(STUB, STUB), Uint8Array.of(...STUB, ...returns(5))), /ends too early/);
  assert.throws(() => joined(Uint8Array.of(...HEADER), Uint8Array.of(...STUB)), /ends too early/);
});
