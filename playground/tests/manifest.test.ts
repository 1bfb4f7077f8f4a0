import assert from "node:assert/strict";
import { test } from "node:test";
import { covers, neededFiles, type Manifest } from "../src/manifest.ts";

const MANIFEST: Manifest = {
  version: "1",
  files: {},
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
