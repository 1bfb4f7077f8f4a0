import assert from "node:assert/strict";
import { test } from "node:test";
import { PLAIN, read, written, type Choices } from "../../src/review/view.ts";

const CHOICES: Choices = {
  area: ["security", "api"],
  level: ["must", "should"],
  found: ["review", "tool", "ruff"],
  tag: ["sql"],
  browser: ["yes", "no"],
  sort: ["id", "title", "level", "area"],
};

test("the plain view has no query", () => {
  assert.equal(written(PLAIN), "");
  assert.deepEqual(read("", CHOICES), { view: PLAIN, slips: [] });
});

test("a view survives the way through an address, whatever was typed", () => {
  const view = { ...PLAIN, words: "a&b=c # é 100%", level: "must", area: "security", found: "ruff", sort: "title" };
  assert.deepEqual(read(written(view), CHOICES), { view, slips: [] });
});

test("a value is known in capitals and between spaces too", () => {
  assert.equal(read("?level=MUST&area=%20security%20", CHOICES).view.level, "must");
  assert.equal(read("?level=MUST&area=%20security%20", CHOICES).view.area, "security");
});

test("each filter that is none and each value that is none is named, and the rest counts", () => {
  const { view, slips } = read("?levl=must&area=sekurity&found=ruff&sort=%3Cb%3E", CHOICES);
  assert.deepEqual(view, { ...PLAIN, found: "ruff" });
  assert.equal(slips.length, 3);
  assert.match(slips[0] ?? "", /no filter “levl”.*words, area, level/);
  assert.match(slips[1] ?? "", /area cannot be “sekurity”. It is security or api\./);
  assert.match(slips[2] ?? "", /sort cannot be “<b>”/);
});

test("of two values of one filter the first counts, and the other is named", () => {
  const { view, slips } = read("?level=must&level=should", CHOICES);
  assert.equal(view.level, "must");
  assert.match(slips[0] ?? "", /“level” stands twice.*“should”/);
});

test("an empty value is no value", () => {
  assert.deepEqual(read("?level=&words=", CHOICES), { view: PLAIN, slips: [] });
});

test("what search and mail put into addresses is no filter, and no slip", () => {
  assert.deepEqual(read("?q=sql&h=sql&utm_source=mail&fbclid=1", CHOICES), { view: PLAIN, slips: [] });
});

test("a long value is told in part", () => {
  const [slip = ""] = read(`?level=${"x".repeat(500)}`, CHOICES).slips;
  assert.ok(slip.length < 120, slip);
});
