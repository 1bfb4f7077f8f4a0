import assert from "node:assert/strict";
import { test } from "node:test";
import { EditShelf } from "../../src/edits/edits.ts";
import { Keeper } from "../../src/edits/keeper.ts";
import { FakeStore } from "../fakes/store.ts";

let clock = 0;

/** Returns what another tab has: a keeper of its own on the same storage. */
function tab(store: FakeStore | undefined, version = "v1"): Keeper {
  return new Keeper(new EditShelf("edit SEC03 bad ", store), version, () => ++clock);
}

test("an edit is there at the next visit, and gone once the code is the original again", () => {
  const store = new FakeStore();
  tab(store).change("mine", true);
  const next = tab(store);
  assert.equal(next.restore()?.source, "mine");
  next.change("original", false);
  assert.equal(store.length, 0);
});

test("what goes on with an edit takes its place", () => {
  const store = new FakeStore();
  tab(store).change("mine", true);
  const next = tab(store);
  next.restore();
  next.change("mine, better", true);
  assert.equal(store.length, 1);
  assert.equal(tab(store).restore()?.source, "mine, better");
});

test("two tabs keep both their edits, and each can take the other's", () => {
  const store = new FakeStore();
  const [one, two] = [tab(store), tab(store)];
  one.change("one", true);
  two.change("two", true);
  assert.equal(one.other?.source, "two");
  const taken = two.other;
  assert.ok(taken?.source === "one");
  two.take(taken);
  assert.equal(two.other?.source, "two");
  two.change("one, gone on with", true);
  one.defend();
  const kept = new EditShelf("edit SEC03 bad ", store).list().map(({ source }) => source);
  assert.deepEqual(kept.sort(), ["one", "one, gone on with", "two"]);
});

test("an edit that another tab reset stays while it is shown here", () => {
  const store = new FakeStore();
  const one = tab(store);
  one.change("one", true);
  const two = tab(store);
  two.restore();
  two.change("original", false);
  assert.equal(store.length, 0);
  one.defend();
  assert.equal(tab(store).restore()?.source, "one");
});

test("every kept edit can be reached, one after the other", () => {
  const store = new FakeStore();
  for (const source of ["a", "b", "c"]) tab(store).change(source, true);
  const reader = tab(store);
  const seen = [reader.restore()?.source];
  for (let step = 0; step < 3; step++) {
    const { other } = reader;
    assert.ok(other);
    reader.take(other);
    seen.push(other.source);
  }
  assert.deepEqual(seen, ["c", "b", "a", "c"]);
});

test("the oldest of very many edits are dropped", () => {
  const store = new FakeStore();
  for (let number = 0; number < 9; number++) tab(store).change(`edit ${number}`, true);
  assert.equal(store.length, 5);
  assert.equal(tab(store).restore()?.source, "edit 8");
});

test("a browser that refuses is told of, and keeps what it has", () => {
  const store = new FakeStore();
  const keeper = tab(store);
  keeper.change("short", true);
  store.full = true;
  keeper.change("long", true);
  assert.equal(keeper.refused, true);
  assert.equal(tab(store).restore()?.source, "short");
  const without = tab(undefined);
  without.change("mine", true);
  assert.equal(without.refused, true);
});

test("what others wrote into the storage is no edit", () => {
  const store = new FakeStore();
  for (const text of ["", "null", "{", '{"source":1,"at":1,"version":""}', '"text"'])
    store.setItem(`edit SEC03 bad ${store.length}`, text);
  assert.equal(tab(store).restore(), undefined);
});

test("an edit of an example that has changed since says so", () => {
  const store = new FakeStore();
  tab(store, "v1").change("mine", true);
  const keeper = tab(store, "v2");
  keeper.restore();
  assert.equal(keeper.outdated, true);
});

test("what had no room is kept as soon as there is some, in place of what it continues", () => {
  const store = new FakeStore();
  tab(store).change("mine", true);
  const keeper = tab(store);
  keeper.restore();
  store.full = true;
  keeper.change("mine, longer", true);
  assert.equal(keeper.refused, true);
  store.full = false;
  keeper.change("mine, longer", true);
  assert.equal(keeper.refused, false);
  assert.equal(tab(store).restore()?.source, "mine, longer");
  assert.equal(keeper.other, undefined);
  assert.equal(store.length, 1);
});

test("what had no room and is the original again takes away what it continued", () => {
  const store = new FakeStore();
  tab(store).change("mine", true);
  const keeper = tab(store);
  keeper.restore();
  store.full = true;
  keeper.change("mine, longer", true);
  keeper.change("original", false);
  assert.equal(store.length, 0);
});

test("an edit that cannot be put back says so", () => {
  const store = new FakeStore();
  const keeper = tab(store);
  keeper.change("mine", true);
  store.clear();
  store.full = true;
  keeper.defend();
  assert.equal(keeper.refused, true);
});
