import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { lineEdits } from "../../src/editor/changes.ts";
import { hunks, moved } from "../../src/editor/hunks.ts";

test("a hunk tells its lines in both texts", () => {
  assert.deepEqual(hunks("a\nb\nc", "a\nB\nc\nd"), [
    { oldLine: 2, newLine: 2, removed: ["b"], added: ["B"] },
    { oldLine: 4, newLine: 4, removed: [], added: ["d"] },
  ]);
  assert.deepEqual(hunks("a\nb", "a\nb"), []);
});

test("the edits turn any text into any other, at its ends too", () => {
  const texts = ["", "a", "a\nb", "b\na", "a\nb\nc", "c", "x\na\nb\nc\ny", "\n", "a\n", "\na", "a\n\nb\n", "b\n\n"];
  for (const before of texts) {
    for (const after of texts) {
      const { state } = EditorState.create({ doc: before }).update({ changes: lineEdits(before, after) });
      assert.equal(state.doc.toString(), after, JSON.stringify([before, after]));
    }
  }
});

test("a line that both texts have is left alone", () => {
  const before = "first\nsecond\nthird";
  const transaction = EditorState.create({ doc: before }).update({ changes: lineEdits(before, "new\nsecond\nthird!") });
  assert.equal(transaction.changes.mapPos(6, 1), 4);
});

test("a line is found again where it stands, and not once it is another", () => {
  const original = "a\nb\nc\nd";
  const places = (now: string): number[] => moved([2, 4], hunks(original, now));
  assert.deepEqual(places(original), [2, 4]);
  assert.deepEqual(places("a\n\nb\nc\nd"), [3, 5]);
  assert.deepEqual(places("a\nB\nc\nd"), [4]);
  assert.deepEqual(places("a\nc\nd"), [3]);
  assert.deepEqual(places("b\nnew\nc\nd\ne"), [1, 4]);
});
