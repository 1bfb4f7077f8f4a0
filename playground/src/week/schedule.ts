/** When a question comes back: a day, a week and a month after a right answer, and then no more. */
import * as v from "valibot";

const DAYS = [1, 7, 30];

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What is kept of the answers to one question. */
export const Answered = v.strictObject({
  /** How many answers were right, and how many were not. */
  right: Count,
  wrong: Count,
  /** Whether the last one was. */
  last: v.boolean(),
  /** How many times it has come back and was answered right. */
  step: v.pipe(Count, v.maxValue(DAYS.length)),
  /** The day on which it comes back, in the reader's own time; null if it comes back no more. */
  due: v.nullable(v.pipe(v.string(), v.isoDate())),
  /** When the last answer was given, in milliseconds since 1970. */
  at: Count,
});
export type Answered = v.InferOutput<typeof Answered>;

/** Returns the day of a time in the reader's own time zone, or so many days later: "2026-11-29". */
export function dayOf(ms: number, later = 0): string {
  const time = new Date(ms);
  const day = new Date(time.getFullYear(), time.getMonth(), time.getDate() + later);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("-");
}

/** Returns what is to be kept once the question was answered again. */
export function answeredAgain(before: Answered | undefined, right: boolean, now: number): Answered {
  const counts = { right: (before?.right ?? 0) + Number(right), wrong: (before?.wrong ?? 0) + Number(!right) };
  const answered = { ...counts, last: right, at: now };
  if (!before || !right) return { ...answered, step: 0, due: dayOf(now, DAYS[0]) };
  // An answer before its day says nothing of what will be remembered.
  if (!isDue(before, now)) return { ...answered, step: before.step, due: before.due };
  const step = before.step + 1;
  const days = DAYS[step];
  return { ...answered, step, due: days === undefined ? null : dayOf(now, days) };
}

/** Says whether the question has come back. */
export function isDue({ due }: Answered, now: number): boolean {
  return due !== null && due <= dayOf(now);
}

/** Returns in words when the question comes back, for the end of a sentence: "tomorrow", "on 5 December". */
export function whenDue(due: string, now: number): string {
  if (due <= dayOf(now)) return "today";
  if (due === dayOf(now, 1)) return "tomorrow";
  const day = new Date(`${due}T12:00:00`);
  return `on ${day.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}`;
}
