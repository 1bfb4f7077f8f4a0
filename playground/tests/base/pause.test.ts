import assert from "node:assert/strict";
import { test } from "node:test";
import { pause } from "../../src/base/pause.ts";

test("a pause goes on in a later task, where the browser has no word for it too", async () => {
  assert.ok(!("scheduler" in globalThis));
  let over = false;
  const paused = pause().then(() => (over = true));
  for (let step = 0; step < 100; step++) await Promise.resolve();
  assert.equal(over, false);
  await paused;
});
