import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeCode, encodeCode, LinkError } from "../../src/links/link.ts";

const CODE = 'print("Grüße, 世界 🐍")\n'.repeat(50);

test("code survives the way through a link", async () => {
  const fragment = await encodeCode(CODE);
  assert.match(fragment, /^code=[\w-]+$/);
  assert.ok(fragment.length < CODE.length / 4);
  assert.equal(await decodeCode(`#${fragment}`), CODE);
});

test("code survives without compression", async (context) => {
  context.mock.method(globalThis, "CompressionStream", () => {
    throw new TypeError("deflate-raw is not supported");
  });
  const fragment = await encodeCode(CODE);
  assert.match(fragment, /^code=\.[\w-]+$/);
  assert.equal(await decodeCode(fragment), CODE);
});

test("a link without code has none", async () => {
  assert.equal(await decodeCode("#bad"), undefined);
});

test("damaged code is told as such", async () => {
  const fragment = await encodeCode(CODE);
  for (const damaged of [fragment.slice(0, -6), "code=xx", "code=.!!", `code=.${btoa("\xff\xfe")}`]) {
    await assert.rejects(decodeCode(damaged), /could not be read/, damaged);
  }
});

test("code that is too long is refused both ways, also when it unpacks to very much", async () => {
  const huge = await new Response(
    new Blob(["\0".repeat(5_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw")),
  ).arrayBuffer();
  const bomb = `code=${Buffer.from(huge).toString("base64url")}`;
  await assert.rejects(
    decodeCode(bomb),
    (error: Error) => error instanceof LinkError && /too long/.test(error.message),
  );
  await assert.rejects(decodeCode(`code=${"A".repeat(60_001)}`), /too long/);
  await assert.rejects(encodeCode("x".repeat(200_001)), /too long/);
});
