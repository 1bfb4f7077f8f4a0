import assert from "node:assert/strict";
import { test } from "node:test";
import { JsonFileError } from "../../src/base/json-file.ts";
import { editPrefix } from "../../src/edits/edit-key.ts";
import { EditShelf } from "../../src/edits/edits.ts";
import { exported, imported } from "../../src/edits/file.ts";
import { FakeStore as Store } from "../fakes/store.ts";

function shelf(store: Store, rule = "XMP01", example = "bad"): EditShelf {
  return new EditShelf(editPrefix(rule, example), store);
}

function filled(...sources: string[]): Store {
  const store = new Store();
  sources.forEach((source, at) => shelf(store).keep({ id: String(at), source, at, version: "v1" }));
  return store;
}

const sources = (store: Store): string[] =>
  shelf(store)
    .list()
    .map(({ source }) => source);

test("what one browser exports another imports, with its time and its version, and only once", () => {
  const from = filled("one", "two");
  shelf(from, "", "code").keep({ id: "x", source: "free", at: 7, version: "" });
  from.setItem("of another site", "{}");
  const to = filled("three");
  assert.deepEqual(imported(exported(from), to), { taken: 3, known: 0, left: 0 });
  assert.deepEqual(sources(to).sort(), ["one", "three", "two"]);
  assert.deepEqual(
    shelf(to, "", "code")
      .list()
      .map(({ source, at }) => [source, at]),
    [["free", 7]],
  );
  assert.deepEqual(imported(exported(from), to), { taken: 0, known: 3, left: 0 });
});

test("an import takes nothing away: what finds no room is told", () => {
  const to = filled("a", "b", "c", "d");
  assert.deepEqual(imported(exported(filled("e", "f", "a")), to), { taken: 1, known: 1, left: 1 });
  assert.equal(sources(to).filter((source) => "abcd".includes(source)).length, 4);
  const full = filled("a");
  full.full = true;
  assert.deepEqual(imported(exported(filled("b")), full), { taken: 0, known: 0, left: 1 });
});

const edit = { rule: "XMP01", example: "bad", source: "x", at: 1, version: "v" };
const file = (content: object): string =>
  JSON.stringify({ format: "backend-playbook edits", version: 1, edits: [], ...content });

for (const [name, text, told] of [
  ["cut short", file({ edits: [edit] }).slice(0, -9), /no JSON, or a part of it is missing/],
  ["of something else", '{"name": "x"}', /no file of edits/],
  ["of the future", file({ version: 2, things: [] }), /later version of the playbook/],
  [
    "with an example that does not exist",
    file({ edits: [edit, { ...edit, example: "ugly" }] }),
    /damaged, at edits\.1\.example/,
  ],
  ["with a field that nobody knows", file({ edits: [{ ...edit, more: 1 }] }), /damaged/],
] as const) {
  test(`a file ${name} is refused, and nothing changes`, () => {
    const store = filled("mine");
    assert.throws(
      () => imported(text, store),
      (error: Error) => error instanceof JsonFileError && told.test(error.message) && /Nothing was/.test(error.message),
    );
    assert.deepEqual(sources(store), ["mine"]);
  });
}
