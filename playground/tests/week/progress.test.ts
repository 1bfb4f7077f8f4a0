import assert from "node:assert/strict";
import { test } from "node:test";
import { JsonFileError } from "../../src/base/json-file.ts";
import { exported, imported } from "../../src/week/file.ts";
import { PREFIX, Progress } from "../../src/week/progress.ts";
import { FakeStore } from "../fakes/store.ts";

const NOON = new Date("2026-11-30T12:00:00").getTime();

function progress(store: FakeStore | undefined, now = NOON): Progress {
  return new Progress(store, () => now);
}

test("an answer is there at the next visit, each question by itself, and other sites' names stay", () => {
  const store = new FakeStore();
  store.setItem("of another site", "kept");
  progress(store).answer("Q-XMP01-1", true);
  progress(store).answer("Q-XMP01-2", false);
  const next = progress(store);
  assert.deepEqual([next.of("Q-XMP01-1")?.last, next.of("Q-XMP01-2")?.last], [true, false]);
  next.reset();
  assert.deepEqual([...store.values.keys()], ["of another site"]);
});

test("what cannot be read is as if it was never answered, and is not deleted", () => {
  const store = new FakeStore();
  for (const text of ["", "null", "{", '{"right":1}', '{"right":1,"wrong":0,"last":true,"step":9,"due":null,"at":1}']) {
    store.setItem(`${PREFIX}Q-XMP01-${store.length + 1}`, text);
  }
  assert.equal(progress(store).all().size, 0);
  assert.equal(store.length, 5);
});

test("without a storage, or without room in it, the answers last as long as the page and nothing is lost", () => {
  const without = progress(undefined);
  assert.equal(without.answer("Q-XMP01-1", true).due, "2026-12-01");
  assert.equal(without.keeps, false);
  const store = new FakeStore();
  progress(store).answer("Q-XMP01-1", true);
  store.full = true;
  const full = progress(store);
  full.answer("Q-XMP01-2", true);
  assert.deepEqual([full.keeps, full.all().size], [false, 2]);
  store.full = false;
  full.answer("Q-XMP01-2", true);
  assert.equal(full.keeps, true);
  assert.equal(progress(store).all().size, 2);
});

test("what one browser exports another imports: of two answers the newer one stays", () => {
  const [from, to] = [new FakeStore(), new FakeStore()];
  progress(from).answer("Q-XMP01-1", true);
  progress(from).answer("Q-XMP01-2", true);
  progress(from).answer("Q-OLD09-1", true);
  progress(to, NOON + 1).answer("Q-XMP01-2", false);
  assert.deepEqual(imported(exported(progress(from)), progress(to)), { taken: 2, known: 1, left: 0 });
  assert.equal(progress(to).of("Q-XMP01-2")?.last, false);
  assert.equal(progress(to).all().size, 3);
  to.full = true;
  progress(from, NOON + 9).answer("Q-XMP01-1", false);
  assert.equal(imported(exported(progress(from)), progress(to)).left, 1);
});

const answer = { question: "Q-XMP01-1", right: 1, wrong: 0, last: true, step: 0, due: "2026-12-01", at: 5 };
const file = (content: object): string =>
  JSON.stringify({ format: "backend-playbook week", version: 1, answers: [answer], ...content });

for (const [name, text, told] of [
  ["cut short", file({}).slice(0, -9), /no JSON, or a part of it is missing/],
  ["of edits", JSON.stringify({ format: "backend-playbook edits", version: 1, edits: [] }), /no file of answers/],
  ["of the future", file({ version: 2, more: {} }), /later version/],
  ["of the past", file({ version: 0 }), /earlier version/],
  ["with another ID", file({ answers: [{ ...answer, question: "SEC03" }] }), /damaged, at answers\.0\.question/],
  ["with no day", file({ answers: [{ ...answer, due: "tomorrow" }] }), /damaged, at answers\.0\.due/],
  ["with a field that nobody knows", file({ answers: [{ ...answer, name: "Ada" }] }), /damaged/],
] as const) {
  test(`a file ${name} is refused, and nothing changes`, () => {
    const store = new FakeStore();
    progress(store).answer("Q-XMP01-2", true);
    const before = [...store.values];
    assert.throws(
      () => imported(text, progress(store)),
      (error: Error) =>
        error instanceof JsonFileError && told.test(error.message) && /Nothing was changed/.test(error.message),
    );
    assert.deepEqual([...store.values], before);
  });
}
