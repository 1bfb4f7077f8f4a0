import assert from "node:assert/strict";
import { test } from "node:test";
import { stateOf, settled } from "../fakes/soon.ts";

const heard: string[] = [];
const worker = (name: string) => ({ postMessage: ({ type }: { type: string }) => heard.push(`${name}: ${type}`) });
const registration = { installing: worker("new"), active: worker("old") };
Object.defineProperty(globalThis, "navigator", {
  configurable: true,
  value: { serviceWorker: { getRegistration: async () => registration } },
});
const { restKeeping, whenNothingRuns } = await import("../../src/offline/rest.ts");

test("both service workers rest from the first program to the last, however often an end is told", async () => {
  const one = restKeeping();
  const other = restKeeping();
  one();
  one();
  await settled();
  assert.deepEqual(heard.splice(0), ["new: rest", "old: rest"]);
  assert.equal(await stateOf(whenNothingRuns()), "pending");
  other();
  await settled();
  assert.deepEqual(heard.splice(0), ["new: go on", "old: go on"]);
  assert.equal(await stateOf(whenNothingRuns()), undefined);
});
