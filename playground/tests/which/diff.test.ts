import assert from "node:assert/strict";
import { test } from "node:test";
import { before, read, searched } from "../../src/which/diff.ts";

const DIFF = `diff --git a/app/db.py b/app/db.py
index 1..2 100644
--- a/app/db.py
+++ b/app/db.py
@@ -10,3 +10,4 @@ def find():
 before
-gone
+++ x
+second
 after
diff --git a/notes.md b/notes.md
--- a/notes.md
+++ b/notes.md
@@ -1 +1 @@
-a
+b
diff --git a/old.py b/old.py
--- a/old.py
+++ /dev/null
@@ -1 +0,0 @@
-a
`;

test("code that was pasted counts as a whole", () => {
  const [pasted, ...more] = read("a = 1\r\nb = 2");
  assert.deepEqual(more, []);
  assert.deepEqual(pasted, { name: "", lines: ["a = 1", "b = 2"], numbers: [1, 2], added: [true, true] });
  assert.deepEqual(pasted && [searched(pasted), before(pasted)], ["a = 1\nb = 2", 0]);
});

test("of a diff the hunks of Python files are read as they are after the change, with the numbers of their lines", () => {
  assert.deepEqual(read(DIFF), [
    {
      name: "app/db.py",
      lines: ["before", "++ x", "second", "after"],
      numbers: [10, 11, 12, 13],
      added: [false, true, true, false],
    },
  ]);
});

test("each hunk is searched as the body of a function, whatever its depth", () => {
  const hunks = read("--- a/a.py\n+++ b/a.py\n@@ -0,0 +1 @@\n+one\n@@ -7,0 +8,2 @@\n+    if two:\n+        return 3");
  assert.deepEqual(
    hunks.map((hunk) => [searched(hunk), before(hunk), hunk.numbers]),
    [
      ["async def _():\n one", 1, [1]],
      ["async def _():\n if two:\n     return 3", 1, [8, 9]],
    ],
  );
});

test("a hunk without its file is Python too", () => {
  assert.deepEqual(read("@@ -1 +5 @@\n-a\n+b")[0]?.numbers, [5]);
});

test("a diff without git's own lines is read file by file", () => {
  const files = read("--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n+y\n--- a/b.py\n+++ b/b.py\n@@ -1 +1 @@\n-x\n+z\n");
  assert.deepEqual(
    files.map(({ name, lines }) => [name, ...lines]),
    [
      ["a.py", "y"],
      ["b.py", "z"],
    ],
  );
});

test("what only takes away has nothing to search", () => {
  assert.deepEqual(read("--- a/a.py\n+++ b/a.py\n@@ -1,2 +1 @@\n x\n-y\n"), []);
});
