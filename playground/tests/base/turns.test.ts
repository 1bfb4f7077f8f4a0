import assert from "node:assert/strict";
import { test } from "node:test";
import { Turns } from "../../src/base/turns.ts";
import { settled } from "../fakes/soon.ts";

test("each goes once the one before it says so, in the order in which they came", async () => {
  const turns = new Turns();
  const gone: string[] = [];
  const over: (() => void)[] = [];
  const go = async (name: string): Promise<void> => {
    const done = await turns.next();
    gone.push(name);
    over.push(done);
  };
  for (const name of ["first", "second", "third"]) void go(name);
  await settled();
  assert.deepEqual(gone, ["first"]);
  over[0]?.();
  await settled();
  assert.deepEqual(gone, ["first", "second"]);
  over[0]?.();
  await settled();
  assert.deepEqual(gone, ["first", "second"]);
  over[1]?.();
  await settled();
  assert.deepEqual(gone, ["first", "second", "third"]);
});
