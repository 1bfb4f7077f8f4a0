import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { MOST_MS, Resting } from "../../src/offline/resting.ts";

/** Says whether the rest is over by now. */
async function isOver(resting: Resting): Promise<boolean> {
  return Promise.race([resting.over.then(() => true), new Promise<boolean>((no) => setImmediate(() => no(false)))]);
}

test("it rests until it may go on, and does not rest by itself", async () => {
  const resting = new Resting();
  assert.equal(await isOver(resting), true);
  resting.begin();
  assert.equal(await isOver(resting), false);
  resting.end();
  assert.equal(await isOver(resting), true);
});

test("a page that never says a word holds it only for a while, counted from the last time", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const resting = new Resting();
  resting.begin();
  mock.timers.tick(MOST_MS - 1);
  resting.begin();
  mock.timers.tick(MOST_MS - 1);
  assert.equal(await isOver(resting), false);
  mock.timers.tick(1);
  assert.equal(await isOver(resting), true);
  mock.timers.reset();
});
