import assert from "node:assert/strict";
import { test } from "node:test";
import { Snapshots } from "../../src/snapshots/snapshots.ts";
import { FakeShelf, placeCalled } from "../fakes/shelf.ts";
import { settled, stateOf } from "../fakes/soon.ts";

const PLACE = placeCalled("plain");
const OTHER = placeCalled("postgres");

function withStored(open = true): { shelf: FakeShelf; snapshots: Snapshots } {
  const shelf = new FakeShelf(open);
  shelf.stored.set(PLACE.name, new ArrayBuffer(8));
  return { shelf, snapshots: new Snapshots(shelf) };
}

test("who asks while another one's snapshot is being read waits for its return, and so does a third", async () => {
  const { shelf, snapshots } = withStored(false);
  const asked = [snapshots.borrow(PLACE), snapshots.borrow(PLACE), snapshots.borrow(PLACE)];
  shelf.gate.resolve();
  for (const one of asked) {
    const coming = await stateOf(one);
    assert.ok(coming !== "pending" && coming !== undefined && !(coming instanceof Error));
    const lentAtOnce = (await Promise.all(asked.map(stateOf))).filter((state) => state !== "pending").length;
    assert.equal(lentAtOnce, asked.indexOf(one) + 1);
    coming.giveBack(await coming.bytes);
  }
  assert.deepEqual(shelf.loads, ["plain"]);
});

test("who waits for one that is dropped goes on without it", async () => {
  const { snapshots } = withStored();
  await snapshots.borrow(PLACE);
  const waiting = [snapshots.borrow(PLACE), snapshots.borrow(PLACE)];
  await settled();
  await snapshots.drop(PLACE);
  assert.deepEqual(await Promise.all(waiting.map(stateOf)), [undefined, undefined]);
});

test("who waits for one that another plan's takes the place of is not forgotten", async () => {
  const { snapshots } = withStored();
  const first = await snapshots.borrow(PLACE);
  const waiting = snapshots.borrow(PLACE);
  await settled();
  assert.equal(await stateOf(snapshots.borrow(OTHER)), undefined);
  first?.giveBack(await first.bytes);
  assert.notEqual(await stateOf(waiting), "pending");
});

test("one that is damaged and cannot be removed is not lent again", async () => {
  const { shelf, snapshots } = withStored();
  shelf.keepsAll = true;
  await snapshots.borrow(PLACE);
  await snapshots.drop(PLACE);
  assert.equal(await snapshots.borrow(PLACE), undefined);
  assert.equal(snapshots.worthMaking(), true);
});

test("a shelf that fails lends nothing, and keeps nobody waiting", async () => {
  const { shelf, snapshots } = withStored();
  shelf.load = () => Promise.reject(new Error("the store is broken"));
  assert.equal(await stateOf(snapshots.borrow(PLACE)), undefined);
  assert.equal(await stateOf(snapshots.borrow(PLACE)), undefined);
});

test("a new one is stored once, and lent again as soon as it is copied", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { shelf, snapshots } = withStored();
  shelf.stored.clear();
  assert.equal(await snapshots.borrow(PLACE), undefined);
  snapshots.takeIn(PLACE, new ArrayBuffer(16));
  snapshots.saveNew();
  snapshots.saveNew();
  const coming = await stateOf(snapshots.borrow(PLACE));
  assert.ok(coming !== "pending" && coming !== undefined && !(coming instanceof Error));
  assert.equal((await coming.bytes)?.byteLength, 16);
  assert.deepEqual(shelf.saves, ["plain"]);
});

test("one that got lost is read again", async () => {
  const { shelf, snapshots } = withStored();
  const loan = await snapshots.borrow(PLACE);
  assert.equal(snapshots.available(PLACE), true);
  loan?.giveBack(undefined);
  assert.equal(snapshots.available(PLACE), false);
  assert.notEqual(await snapshots.borrow(PLACE), undefined);
  assert.deepEqual(shelf.loads, ["plain", "plain"]);
});

test("what comes back after it was dropped is not taken for a new one", async () => {
  const { shelf, snapshots } = withStored();
  const coming = await snapshots.borrow(PLACE);
  await snapshots.drop(PLACE);
  coming?.giveBack(await coming.bytes);
  snapshots.saveNew();
  await settled();
  assert.equal(snapshots.available(PLACE), false);
  assert.deepEqual(shelf.saves, []);
});

test("if one that was made here is unfit, no other is made", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { snapshots } = withStored();
  await snapshots.borrow(OTHER);
  snapshots.takeIn(OTHER, new ArrayBuffer(8));
  await snapshots.borrow(OTHER);
  await snapshots.drop(OTHER);
  assert.equal(snapshots.worthMaking(), false);
  assert.equal(await snapshots.borrow(OTHER), undefined);
});

test("what a former borrower gives back does not end another one's loan", async () => {
  const { snapshots } = withStored();
  const former = await snapshots.borrow(PLACE);
  const next = snapshots.borrow(PLACE);
  former?.giveBack(undefined);
  assert.notEqual(await next, undefined);
  former?.giveBack(new ArrayBuffer(4));
  assert.equal(await stateOf(snapshots.borrow(PLACE)), "pending");
});
