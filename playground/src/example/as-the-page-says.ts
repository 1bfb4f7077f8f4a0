/** The verdict on a bad example that nobody has changed: it breaks, and that is what its page says. */
import type { Report, Result } from "../protocol/protocol.ts";
import type { ProofLine } from "../data/rules.ts";
import { held } from "../wording.ts";

/**
 * Returns the report on a bad example as its readers see it, against what the good one gives.
 * `report` is against what the bad one gives, and holds.
 */
export function asThePageSays(report: Report, lines: readonly ProofLine[]): Report {
  const good = new Map(lines.map((line) => [line.number, line.good]));
  const results = report.results.map((result): Result => {
    if (result.kind !== "fault") return result;
    return { ...result, want: good.get(result.line) ?? "", verdict: "breaks" };
  });
  return {
    ...report,
    results,
    holds: false,
    proven: true,
    broken: ["fault"],
    verdict: `Breaks, as the page says (${held(results)})`,
  };
}
