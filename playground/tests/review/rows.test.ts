import assert from "node:assert/strict";
import { test } from "node:test";
import { filter, sorted, summary, type Row } from "../../src/review/rows.ts";
import { PLAIN, type View } from "../../src/review/view.ts";

function row(id: string, title: string, more: Partial<Row> = {}): Row {
  const own = { level: "must", area: "one", areaTitle: "One", tags: ["sql"], found: ["review"], browser: "yes" };
  const made = { id, title, ...own, ...more };
  return { ...made, text: `${made.areaTitle} ${id} ${title} ${made.tags.join(" ")}`.toLowerCase() };
}

const ROWS = [
  row("SEC03", "Bind parameters", { found: ["ruff", "bandit"] }),
  row("SEC10", "Close the door", { level: "should", browser: "no" }),
  row("API02", "Answer in JSON", { area: "two", areaTitle: "A two", tags: ["http"], found: ["ruff"] }),
];

function shown(view: Partial<View>): string[] {
  return ROWS.filter(filter(ROWS, { ...PLAIN, ...view })).map((one) => one.id);
}

test("without a filter all is shown", () => {
  assert.deepEqual(shown({}), ["SEC03", "SEC10", "API02"]);
});

test("each filter leaves what fits it, and several what fits all of them", () => {
  assert.deepEqual(shown({ area: "two" }), ["API02"]);
  assert.deepEqual(shown({ level: "should" }), ["SEC10"]);
  assert.deepEqual(shown({ tag: "sql" }), ["SEC03", "SEC10"]);
  assert.deepEqual(shown({ browser: "no" }), ["SEC10"]);
  assert.deepEqual(shown({ found: "bandit" }), ["SEC03"]);
  assert.deepEqual(shown({ found: "tool" }), ["SEC03", "API02"]);
  assert.deepEqual(shown({ found: "review" }), ["SEC10"]);
  assert.deepEqual(shown({ found: "ruff", tag: "sql" }), ["SEC03"]);
  assert.deepEqual(shown({ found: "bandit", area: "two" }), []);
});

test("every word must be there", () => {
  assert.deepEqual(shown({ words: "  JSON answer " }), ["API02"]);
  assert.deepEqual(shown({ words: '"JSON": answer()' }), ["API02"]);
  assert.deepEqual(shown({ words: "json door" }), []);
});

test("an ID is found however it is typed, and stands for its rule alone", () => {
  for (const words of ["SEC03", "sec 3", "sec-03", "Sec3", " sec03 "])
    assert.deepEqual(shown({ words }), ["SEC03"], words);
  assert.deepEqual(shown({ words: "sec" }), ["SEC03", "SEC10"]);
});

test("rules are sorted by ID, title, level and area; what is equal keeps the charter's order", () => {
  const ids = (order: string): string[] => sorted(ROWS, order).map((one) => one.id);
  assert.deepEqual(ids(""), ["SEC03", "SEC10", "API02"]);
  assert.deepEqual(ids("id"), ["API02", "SEC03", "SEC10"]);
  assert.deepEqual(ids("title"), ["API02", "SEC03", "SEC10"]);
  assert.deepEqual(ids("level"), ["SEC03", "API02", "SEC10"]);
  assert.deepEqual(ids("area"), ["API02", "SEC03", "SEC10"]);
});

test("the count says what Enter does, that an ID is no rule's, and what to do where nothing fits", () => {
  assert.equal(summary(3, ROWS, ""), "3 rules");
  assert.equal(summary(1, ROWS, "sec 3"), "1 of 3 rules. Enter opens SEC03.");
  assert.equal(summary(0, ROWS, "sec 99"), "0 of 3 rules. No rule is called SEC99.");
  assert.equal(summary(0, ROWS, "http 99"), "0 of 3 rules. Take a filter off, or look for fewer words.");
});
