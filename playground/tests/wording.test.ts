import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, errorName, failingLine, megabytes, shown } from "../src/wording.ts";

const TRACEBACK = `Traceback (most recent call last):
  File "bad.py", line 6, in <module>
    f()
    ~^^
  File "bad.py", line 5, in f
    return 1/0
sqlalchemy.exc.OperationalError: first line
Not: the name`;

test("the failing line is the innermost one of the reader's own file", () => {
  assert.equal(failingLine(TRACEBACK, "bad.py"), 5);
  assert.equal(failingLine(TRACEBACK, "good.py"), undefined);
  assert.equal(failingLine('  File "bad.py", line 1\n    def x(:\nSyntaxError: invalid syntax', "bad.py"), 1);
});

test("an error is called by its last name, whatever its message says", () => {
  assert.equal(errorName(TRACEBACK), "OperationalError");
  assert.equal(errorName("KeyboardInterrupt"), "KeyboardInterrupt");
  assert.equal(errorName(""), "an error");
});

const GROUP = `  + Exception Group Traceback (most recent call last):
  |   File "main.py", line 1, in <module>
  |     raise ExceptionGroup("many", [ValueError("v"), KeyError("k")])
  | ExceptionGroup: many (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: v
    +---------------- 2 ----------------
    | KeyError: 'k'
    +------------------------------------
`;

test("a group of errors is called by its own name", () => {
  assert.equal(errorName(GROUP), "ExceptionGroup");
  assert.equal(failingLine(GROUP, "main.py"), 1);
});

test("a very long name is cut", () => {
  assert.equal(errorName("N".repeat(3000)), `${"N".repeat(60)}…`);
});

test("numbers are short", () => {
  assert.equal(megabytes(3_210_000, 9_800_000), "3.2 of 9.8 MB");
  assert.equal(duration(3.14), "3.1 s");
  assert.equal(duration(0.01), "less than 0.1 s");
  assert.equal(shown(""), "nothing");
});
