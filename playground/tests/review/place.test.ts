import assert from "node:assert/strict";
import { test } from "node:test";
import { corner } from "../../src/review/place.ts";

const WINDOW = { width: 1000, height: 700 };
const CARD = { width: 600, height: 300 };

function link(top: number, left: number): { top: number; bottom: number; left: number } {
  return { top, bottom: top + 20, left };
}

test("a card stands under its link where it fits", () => {
  assert.deepEqual(corner(link(100, 50), CARD, WINDOW), { top: 124, left: 50 });
});

test("near the end of the window it stands over the link", () => {
  assert.deepEqual(corner(link(600, 50), CARD, WINDOW), { top: 296, left: 50 });
});

test("where it fits on neither side it stands where there is more room", () => {
  const high = { width: 600, height: 600 };
  assert.ok(corner(link(200, 50), high, WINDOW).top > 200);
  assert.ok(corner(link(500, 50), high, WINDOW).top < 500);
});

test("it does not leave the window at the side", () => {
  assert.equal(corner(link(100, 900), CARD, WINDOW).left, 392);
  assert.equal(corner(link(100, 0), CARD, WINDOW).left, 8);
  assert.equal(corner(link(100, 300), { width: 374, height: 300 }, { width: 390, height: 844 }).left, 8);
});
