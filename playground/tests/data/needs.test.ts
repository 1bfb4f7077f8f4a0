import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bytesFor,
  covers,
  neededFiles,
  planFor,
  sendings,
  served,
  wholly,
  type Manifest,
} from "../../src/data/needs.ts";

const MANIFEST: Manifest = {
  version: "1",
  pyodide: "1",
  files: {
    "argon2.zip": { bytes: 10, sha256: "" },
    "pydantic.zip": { bytes: 20, sha256: "" },
    "fastapi.zip": { bytes: 30, sha256: "" },
  },
  parcels: {},
  divided: {},
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

test("a plan is the same in whichever order its requirements are named", () => {
  const named = { ...MANIFEST, preload: { "argon2-cffi": ["argon2"], fastapi: ["fastapi"] } };
  assert.deepEqual(planFor(named, ["fastapi", "argon2-cffi"]), planFor(named, ["argon2-cffi", "fastapi"]));
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

const CUT: Manifest = {
  ...MANIFEST,
  core: ["stdlib.zip"],
  requires: {
    web: ["web.zip", "stdlib.zip.1"],
    "stdlib.zip.1": ["stdlib.zip.1"],
    "web.zip.1": ["web.zip", "stdlib.zip.1", "web.zip.1"],
  },
  tails: { "stdlib.zip.1": { of: "stdlib.zip", at: 10 }, "web.zip.1": { of: "web.zip", at: 5 } },
  rest: { csv: "stdlib.zip.1", "web.client": "web.zip.1" },
};

test("a plan names the modules of its archives that are in no file of it", () => {
  assert.deepEqual(planFor(CUT, []).absent, ["csv"]);
  assert.deepEqual(planFor(CUT, ["web"]).absent, ["web.client"]);
  assert.deepEqual(planFor(CUT, ["web"]).tails, { "stdlib.zip.1": CUT.tails["stdlib.zip.1"] });
  assert.deepEqual(planFor(CUT, wholly(CUT, ["web"])).absent, []);
  assert.deepEqual(wholly(CUT, []), ["stdlib.zip.1"]);
});

test("files that are in one parcel are sent once, and one that is not listed is named", () => {
  const listed = {
    files: { ...MANIFEST.files, p: { bytes: 7, sha256: "" } },
    parcels: { p: ["argon2.zip", "pydantic.zip"] },
    divided: {},
  };
  assert.equal(bytesFor(listed, ["argon2.zip", "pydantic.zip", "fastapi.zip"]), 37);
  assert.deepEqual(sendings(listed, ["pydantic.zip"])[0]?.files, ["argon2.zip", "pydantic.zip"]);
  assert.throws(() => sendings(listed, ["numpy.zip"]), /numpy\.zip: it is not in the manifest/);
});

test("of a file in two parts both are sent, or leanly the first alone", () => {
  const listed = {
    files: { ...MANIFEST.files, "a.first.wasm": { bytes: 90, sha256: "" }, "a.rest": { bytes: 70, sha256: "" } },
    parcels: { "argon2.zip": ["a.first.wasm"], "pydantic.zip": ["a.rest"] },
    divided: { "a.wasm": { first: "a.first.wasm", rest: "a.rest" } },
  };
  assert.equal(bytesFor(listed, ["a.wasm"]), 30);
  assert.equal(bytesFor(listed, ["a.wasm", "fastapi.zip"], true), 40);
  assert.deepEqual(
    Object.values(sendings(listed, ["a.wasm"])[0]?.parts ?? {}).map(({ path }) => path),
    ["argon2.zip", "pydantic.zip"],
  );
});
