import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces, type Piece } from "../../src/example/contrast.ts";

const marked = (found: readonly Piece[]): string =>
  found.map(({ text, differs }) => (differs ? `<${text}>` : text)).join("");

test("what differs is marked in both values", () => {
  const [got, want] = pieces('{"name": "Ada", "age": 36}', '{"name": "Ada", "age": 37}') ?? [[], []];
  assert.equal(marked(got), '{"name": "Ada", "age": <36>}');
  assert.equal(marked(want), '{"name": "Ada", "age": <37>}');
});

test("what is far from any difference is left out of long values", () => {
  const long = Array.from({ length: 900 }, (_, index) => `word${index}`).join(" ");
  const [got, want] = pieces(`${long} one ${long}`, `${long} two ${long}`) ?? [[], []];
  assert.match(marked(got), /^….*word899 <one> word0 .* … $/);
  assert.match(marked(want), /word899 <two> word0/);
  assert.ok(marked(got).length < 300);
});

test("values that have nothing in common are not taken apart", () => {
  assert.equal(pieces("[]", "409"), undefined);
  assert.equal(pieces("", "409"), undefined);
});
