import assert from "node:assert/strict";
import { test } from "node:test";
import { neededFiles, type Manifest } from "../src/manifest.ts";

const MANIFEST: Manifest = {
  version: "1",
  files: {},
  core: ["pyodide.mjs", "own.zip"],
  packages: {},
  requires: { fastapi: ["fastapi.zip", "pydantic.zip"], pydantic: ["pydantic.zip"] },
  preload: {},
};

test("the core comes first and a shared file is named once", () => {
  assert.deepEqual(neededFiles(MANIFEST, ["fastapi", "pydantic"]), ["pyodide.mjs", "own.zip", "fastapi.zip", "pydantic.zip"]);
  assert.deepEqual(neededFiles(MANIFEST, []), MANIFEST.core);
});

test("a package that is not there is named", () => {
  assert.throws(() => neededFiles(MANIFEST, ["numpy"]), /numpy is not available/);
});
