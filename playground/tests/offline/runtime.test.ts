import assert from "node:assert/strict";
import { test } from "node:test";
import type { Manifest } from "../../src/data/needs.ts";
import type { Precache } from "../../src/offline/precache.ts";
import { Runtime } from "../../src/offline/runtime.ts";

function entry(bytes: number): { bytes: number; sha256: string } {
  return { bytes, sha256: "" };
}

const MANIFEST = {
  files: {
    "core.zip": entry(100),
    "own.wasm": entry(9e6),
    "core.zip.1": entry(100),
    "web.zip": entry(100),
    "web.zip.1": entry(100),
    "tests.zip": entry(100),
    "core.bin": entry(1e6),
    "rest.bin": entry(2e6),
    "web.bin": entry(1e6),
    "web-rest.bin": entry(4e6),
    "own.first.wasm": entry(1e6),
    "own.rest": entry(3.5e6),
  },
  parcels: {
    "core.bin": ["core.zip"],
    "rest.bin": ["core.zip.1"],
    "web.bin": ["web.zip"],
    "web-rest.bin": ["web.zip.1"],
  },
  divided: { "own.wasm": { first: "own.first.wasm", rest: "own.rest" } },
  tails: { "core.zip.1": { of: "core.zip", at: 1 }, "web.zip.1": { of: "web.zip", at: 1 } },
  core: ["core.zip"],
  requires: {
    web: ["web.zip"],
    tests: ["tests.zip"],
    own: ["own.wasm"],
    "core.zip.1": ["core.zip.1"],
    "web.zip.1": ["web.zip", "web.zip.1"],
  },
} as unknown as Manifest;

/** Returns the runtime of a site that keeps these files, and what was asked for. */
function runtime(kept: readonly string[] = []): { runtime: Runtime; asked: string[] } {
  const asked: string[] = [];
  const files = {
    among: () => Promise.resolve(new Set(kept.map((name) => `play/${name}`))),
    loadPacked: (path: string, held: readonly { path: string }[]) =>
      Promise.resolve(void asked.push(`${path}: ${held.map((one) => one.path).join(" ")}`)),
    loadJoined: (file: { path: string }, ...parts: { path: string }[]) =>
      Promise.resolve(void asked.push(`${file.path}: ${parts.map((one) => one.path).join(" + ")}`)),
    load: (path: string) => Promise.resolve(void asked.push(path)),
  } as unknown as Precache;
  return { runtime: new Runtime(files, MANIFEST, "play/"), asked };
}

async function missing(used: { requires: string[]; all: boolean }, kept: readonly string[] = []): Promise<string[]> {
  return (await runtime(kept).runtime.missing(used)).map(({ path }) => path);
}

test("what was used is kept, and of the same packages as much more as may be loaded unasked", async () => {
  assert.deepEqual(await missing({ requires: [], all: false }), ["core.bin", "rest.bin"]);
  assert.deepEqual(await missing({ requires: ["web", "gone"], all: false }), ["core.bin", "web.bin", "rest.bin"]);
});

test("what is kept is not loaded again", async () => {
  assert.deepEqual(await missing({ requires: ["web"], all: false }, ["core.zip", "core.zip.1"]), [
    "web.bin",
    "web-rest.bin",
  ]);
});

test("everything is kept for who asks for it", async () => {
  assert.deepEqual((await missing({ requires: [], all: true })).sort(), [
    "core.bin",
    "own.wasm",
    "rest.bin",
    "tests.zip",
    "web-rest.bin",
    "web.bin",
  ]);
});

test("a parcel is kept as its files, and a file that is in none as it is", async () => {
  const { runtime: kept, asked } = runtime();
  for (const sending of await kept.missing({ requires: ["tests"], all: false })) await kept.keep(sending);
  assert.deepEqual(asked, ["play/core.bin: play/core.zip", "play/tests.zip", "play/rest.bin: play/core.zip.1"]);
});

test("a file in two parts is kept as one, and what was not loaded of it yet counts as unasked", async () => {
  const { runtime: own, asked } = runtime();
  const sendings = await own.missing({ requires: ["own"], all: false });
  assert.deepEqual(
    sendings.map(({ path }) => path),
    ["core.bin", "own.wasm"],
  );
  for (const sending of sendings) await own.keep(sending);
  assert.equal(asked.at(-1), "play/own.wasm: play/own.first.wasm + play/own.rest");
});
