import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredAgain, dayOf, isDue, whenDue, type Answered } from "../../src/week/schedule.ts";

process.env["TZ"] = "Europe/Berlin";

const at = (text: string): number => new Date(text).getTime();
const MONDAY = at("2026-11-30T09:30:00");

/** Answers on each of the days, in their order. */
function answered(...days: readonly (readonly [string, boolean])[]): Answered {
  let kept: Answered | undefined;
  for (const [day, right] of days) kept = answeredAgain(kept, right, at(`${day}T12:00:00`));
  assert.ok(kept);
  return kept;
}

test("a question comes back after a day, a week and a month, and then no more", () => {
  assert.equal(answered(["2026-11-30", true]).due, "2026-12-01");
  assert.equal(answered(["2026-11-30", true], ["2026-12-01", true]).due, "2026-12-08");
  assert.equal(answered(["2026-11-30", true], ["2026-12-01", true], ["2026-12-08", true]).due, "2027-01-07");
  const known = answered(["2026-11-30", true], ["2026-12-01", true], ["2026-12-08", true], ["2027-01-07", true]);
  assert.equal(known.due, null);
  assert.equal(isDue(known, at("2029-01-01T00:00:00")), false);
  assert.deepEqual([known.right, known.wrong], [4, 0]);
});

test("a wrong answer begins again with the next day", () => {
  const kept = answered(["2026-11-30", true], ["2026-12-01", true], ["2026-12-08", false]);
  assert.deepEqual([kept.due, kept.step, kept.last, kept.right, kept.wrong], ["2026-12-09", 0, false, 2, 1]);
  assert.equal(answeredAgain(kept, true, at("2026-12-09T08:00:00")).due, "2026-12-16");
});

test("a right answer before its day changes nothing of when it comes back, a wrong one does", () => {
  const kept = answered(["2026-11-30", true], ["2026-12-01", true]);
  assert.equal(answeredAgain(kept, true, at("2026-12-03T08:00:00")).due, "2026-12-08");
  assert.equal(answeredAgain(kept, false, at("2026-12-03T08:00:00")).due, "2026-12-04");
});

test("a day begins at midnight of the reader, also where the clocks change, and a late one stays due", () => {
  const evening = answeredAgain(undefined, true, at("2026-10-24T23:50:00"));
  assert.equal(evening.due, "2026-10-25");
  assert.equal(isDue(evening, at("2026-10-24T23:59:00")), false);
  assert.equal(isDue(evening, at("2026-10-25T00:00:00")), true);
  assert.equal(isDue(evening, at("2027-03-01T09:00:00")), true);
  assert.equal(dayOf(at("2026-10-25T23:30:00"), 1), "2026-10-26");
  assert.equal(dayOf(at("2027-12-31T12:00:00"), 1), "2028-01-01");
});

test("when it comes back is said in words", () => {
  assert.equal(whenDue("2026-11-29", MONDAY), "today");
  assert.equal(whenDue("2026-12-01", MONDAY), "tomorrow");
  assert.equal(whenDue("2026-12-07", MONDAY), "on 7 December");
});
