import assert from "node:assert/strict";
import { test } from "node:test";
import { CHUNK_CHARS } from "../../src/protocol/protocol.ts";
import { Outlet } from "../../src/worker/flood.ts";
import type { Chunk } from "../../src/protocol/protocol.ts";

function collect() {
  const clock = { ms: 0 };
  const sent: [string, string][] = [];
  const batches: number[] = [];
  const cuts: number[] = [];
  const sink = {
    output: (chunks: readonly Chunk[]) => {
      batches.push(chunks.length);
      for (const { stream, text } of chunks) sent.push([stream, text]);
    },
    cut: () => void cuts.push(clock.ms),
  };
  const outlet = new Outlet(sink, () => clock.ms);
  const write = (text: string, stream: "stdout" | "stderr" = "stdout") =>
    outlet.write(stream, new TextEncoder().encode(text));
  return { clock, sent, batches, cuts, outlet, write };
}

test("a few lines go at once, in order", () => {
  const { sent, write } = collect();
  write("a\n");
  write("oops\n", "stderr");
  write("b\n");
  assert.deepEqual(sent, [
    ["stdout", "a\n"],
    ["stderr", "oops\n"],
    ["stdout", "b\n"],
  ]);
});

test("a flood goes in batches and nothing of it is lost", () => {
  const { sent, batches, outlet, write } = collect();
  for (let line = 0; line < 5000; line++) write(`${line}\n`);
  outlet.flush();
  assert.ok(batches.length < 210, `${batches.length} messages`);
  assert.equal(
    sent
      .map(([, text]) => text)
      .join("")
      .split("\n").length,
    5001,
  );
});

test("after a pause lines go at once again", () => {
  const { clock, sent, write } = collect();
  for (let line = 0; line < 1000; line++) write("x\n");
  clock.ms += 2000;
  write("late\n");
  assert.equal(sent.at(-1)?.[1].endsWith("late\n"), true);
});

test("a flood to both streams by turns goes in batches too, and is cut for its many pieces", () => {
  const { sent, batches, cuts, outlet, write } = collect();
  for (let turn = 0; turn < 50_000; turn++) write("x", turn % 2 ? "stdout" : "stderr");
  outlet.flush();
  assert.ok(batches.length < 300, `${batches.length} messages`);
  assert.ok(sent.length <= 1_000_000 / CHUNK_CHARS, `${sent.length} pieces`);
  assert.equal(cuts.length, 1);
});

test("an endless flood is cut once, at a million characters", () => {
  const { sent, cuts, outlet, write } = collect();
  for (let line = 0; line < 3000; line++) write("x".repeat(1000));
  outlet.flush();
  const written = sent.reduce((sum, [, text]) => sum + text.length, 0);
  assert.ok(written <= 1_000_000 && written > 980_000, `${written} characters`);
  assert.equal(cuts.length, 1);
  outlet.reset();
  write("next program");
  assert.deepEqual(sent.at(-1), ["stdout", "next program"]);
});

test("a character that was written in two parts arrives whole", () => {
  const { sent, outlet } = collect();
  const [first, ...rest] = new TextEncoder().encode("é");
  outlet.write("stdout", Uint8Array.of(first ?? 0));
  outlet.write("stdout", Uint8Array.from(rest));
  assert.deepEqual(sent, [["stdout", "é"]]);
});
