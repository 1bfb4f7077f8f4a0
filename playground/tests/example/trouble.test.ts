import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, noteOn } from "../../src/example/trouble.ts";

const AVAILABLE = ["fastapi", "jwt", "dateutil", "sqlalchemy", "pydantic_core", "_argon2_cffi_bindings"];
const traceback = (last: string): string => `Traceback (most recent call last):\n  File "bad.py", line 1\n${last}\n`;
const note = (last: string): string => noteOn(traceback(last), AVAILABLE) ?? "";

test("a missing module is told with what there is, and the nearest of it", () => {
  const missing = note("ModuleNotFoundError: No module named 'numpy.linalg'");
  assert.match(missing, /has no numpy\. It has Python’s standard library, and dateutil, fastapi, jwt, sqlalchemy\./);
  assert.match(note("ModuleNotFoundError: No module named 'sqlalchmy'"), /Perhaps sqlalchemy serves as well/);
  assert.match(note("ModuleNotFoundError: No module named 'requests'"), /Perhaps httpx2 serves as well/);
});

test("what a browser does not give a program is told in words", () => {
  assert.match(note("EOFError: EOF when reading a line"), /input\(\)/);
  assert.match(note("OSError: can't use AF_INET6, IPv6 is disabled"), /no IPv6/);
  assert.match(note("OSError: [Errno 5] Address family not supported by protocol"), /no IPv6/);
  assert.match(note("OSError: [Errno 138] emscripten does not support processes."), /no other processes/);
  assert.match(note("MemoryError"), /gigabytes/);
});

test("an error that has nothing to do with the browser has no note", () => {
  assert.equal(noteOn(traceback("ValueError: No module named 'numpy'"), AVAILABLE), undefined);
  assert.equal(noteOn("", AVAILABLE), undefined);
});

test("how browsers say that Python ended becomes words, whichever browser it is", () => {
  for (const told of ["Maximum call stack size exceeded", "too much recursion"])
    assert.match(inWords(`Python ended: ${told}`), /stack ran full/);
  for (const told of [
    "WebAssembly.Memory(): could not allocate memory",
    "out of memory",
    "Array buffer allocation failed",
  ])
    assert.match(inWords(`Python could not start: RangeError: ${told}`), /too little memory/);
  assert.match(inWords("ReferenceError: WebAssembly is not defined"), /WebAssembly is switched off/);
  assert.equal(inWords("Could not load a.zip"), "Could not load a.zip");
});
