import assert from "node:assert/strict";
import { test } from "node:test";
import { hangOf } from "../../src/editor/hang.ts";

test("a line that wraps hangs below its own beginning, and never far in", () => {
  assert.equal(hangOf("x = 1"), 4);
  assert.equal(hangOf("    return x"), 8);
  assert.equal(hangOf(`${" ".repeat(40)}x`), 16);
  assert.equal(hangOf(""), 4);
});
