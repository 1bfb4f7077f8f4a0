/** What the pages of the first week say in more than one place. */
import type { Progress } from "./progress.ts";

export const NO_STORAGE =
  "This browser lets the site store nothing, as in a private window or with cookies blocked, or it has no room left. " +
  "Every question works, and your answers are forgotten when you leave the page.";

/** Returns "2 of 4 answered, 1 right", or nothing if none is answered. */
export function tally(questions: readonly string[], progress: Progress): string {
  const answered = questions.flatMap((question) => progress.of(question) ?? []);
  const right = answered.filter(({ last }) => last).length;
  return answered.length === 0 ? "" : `${answered.length} of ${questions.length} answered, ${right} right`;
}
