import assert from "node:assert/strict";
import { test } from "node:test";
import { covers, neededFiles, served, type Manifest } from "../../src/data/needs.ts";

const MANIFEST: Manifest = {
  version: "1",
  pyodide: "1",
  files: {
    "argon2.zip": { bytes: 10, sha256: "" },
    "pydantic.zip": { bytes: 20, sha256: "" },
    "fastapi.zip": { bytes: 30, sha256: "" },
  },
  parcels: {},
  tails: {},
  rest: {},
  core: ["pyodide.mjs", "own.zip"],
  packages: {},
  libraries: {},
  requires: {
    "argon2-cffi": ["argon2.zip"],
    pwdlib: ["argon2.zip", "pwdlib.zip"],
    fastapi: ["fastapi.zip", "pydantic.zip"],
    pydantic: ["pydantic.zip"],
  },
  preload: {},
  imports: {},
  prepared: ["argon2-cffi", "postgres"],
};

test("the core comes first and a shared file is named once", () => {
  assert.deepEqual(neededFiles(MANIFEST, ["fastapi", "pydantic"]), [
    "pyodide.mjs",
    "own.zip",
    "fastapi.zip",
    "pydantic.zip",
  ]);
  assert.deepEqual(neededFiles(MANIFEST, []), MANIFEST.core);
});

test("a package that is not there is named", () => {
  assert.throws(() => neededFiles(MANIFEST, ["numpy"]), /numpy is not available/);
});

test("a worker can do what its files suffice for, but for what needs preparing", () => {
  assert.ok(covers(MANIFEST, ["fastapi"], "pydantic"));
  assert.ok(!covers(MANIFEST, ["pydantic"], "fastapi"));
  assert.ok(!covers(MANIFEST, ["pwdlib"], "argon2-cffi"));
  assert.ok(covers(MANIFEST, ["pwdlib", "argon2-cffi"], "argon2-cffi"));
});

test("what is kept serves for less, the smallest of it first, and for nothing else", () => {
  const kept = [["fastapi"], ["pydantic"], ["argon2-cffi"], ["gone"]];
  assert.deepEqual(served(MANIFEST, kept, ["pydantic"]), ["pydantic"]);
  assert.deepEqual(served(MANIFEST, [["fastapi"]], ["pydantic"]), ["fastapi"]);
  assert.deepEqual(served(MANIFEST, kept, []), ["pydantic"]);
  assert.deepEqual(served(MANIFEST, kept, ["fastapi", "argon2-cffi"]), ["fastapi", "argon2-cffi"]);
});

test("what needs preparing is not prepared for who does not want it", () => {
  assert.deepEqual(served(MANIFEST, [["argon2-cffi"]], []), []);
});
