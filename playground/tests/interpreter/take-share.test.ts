import assert from "node:assert/strict";
import { test } from "node:test";
import { takeShare } from "../../src/interpreter/take-share.ts";

test("each task is taken once, in its order, and the last group is shared", () => {
  const waiting = [
    [1, 2, 3, 4, 5],
    [6, 7, 8, 9, 10, 11, 12],
  ];
  const taken = Array.from({ length: 6 }, () => takeShare(waiting));
  assert.deepEqual(taken, [[1, 2, 3, 4, 5], [6, 7, 8, 9], [10, 11, 12], undefined, undefined, undefined]);
});

test("a few tasks stay together", () => {
  const waiting = [[1, 2, 3]];
  assert.deepEqual(takeShare(waiting), [1, 2, 3]);
  assert.equal(takeShare(waiting), undefined);
});
