import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { unpack } from "../../src/base/parcel.ts";

const FILES = [
  { path: "a.zip", entry: { bytes: 3 } },
  { path: "empty", entry: { bytes: 0 } },
  { path: "b.zip", entry: { bytes: 300_000 } },
];
const CONTENT = Buffer.concat([Buffer.from("abc"), Buffer.alloc(300_000, "0123456789")]);

/** Returns a parcel as the build makes it, in pieces of this size. */
function parcel(content: Uint8Array, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const script =
    "import lzma, sys; sys.stdout.buffer.write(lzma.compress(sys.stdin.buffer.read(), check=lzma.CHECK_NONE))";
  const packed = new Uint8Array(execFileSync("python3", ["-c", script], { input: content }));
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < packed.length; at += size) controller.enqueue(packed.slice(at, at + size));
      controller.close();
    },
  });
}

test("files come out of a parcel one after the other, whatever the pieces that it comes in", async () => {
  for (const size of [7, 1_000_000]) {
    const out: Record<string, string> = {};
    await unpack(parcel(CONTENT, size), FILES, ({ path }, content) => (out[path] = Buffer.from(content).toString()));
    assert.deepEqual(out, { "a.zip": "abc", empty: "", "b.zip": CONTENT.subarray(3).toString() });
  }
});

test("a parcel that is too short, too long or none is refused", async () => {
  const nobody = (): void => undefined;
  await assert.rejects(unpack(parcel(CONTENT.subarray(0, 10), 100), FILES, nobody), /ended after/);
  await assert.rejects(unpack(parcel(Buffer.concat([CONTENT, CONTENT]), 100), FILES, nobody), /longer/);
  const cut = new Blob([await new Response(parcel(CONTENT, 100)).arrayBuffer()]).slice(0, 90);
  await assert.rejects(unpack(cut.stream(), FILES, nobody));
  await assert.rejects(unpack(new Blob(["<!doctype html>"]).stream(), FILES, nobody));
});
