import assert from "node:assert/strict";
import { test } from "node:test";
import { asThePageSays } from "../../src/example/as-the-page-says.ts";
import type { Report, Result } from "../../src/protocol/protocol.ts";
import type { ProofLine } from "../../src/data/rules.ts";

const result = (line: number, kind: Result["kind"], got: string): Result => ({
  line,
  source: "",
  want: got,
  got,
  verdict: "holds",
  kind,
  ended: "gave",
});
const line = (number: number, good: string): ProofLine => ({
  number,
  says: "",
  source: "",
  good,
  bad: "",
  kind: "kept",
});

test("a bad example that breaks as its page says is shown against what the good one gives", () => {
  const results = [result(1, "set-up", ""), result(2, "kept", "1"), result(3, "fault", "2"), result(4, "fault", "3")];
  const held: Report = { holds: true, proven: true, verdict: "Holds", broken: [], results, traceback: "" };
  const report = asThePageSays(held, [line(1, ""), line(2, "1"), line(3, "20"), line(4, "30")]);
  assert.equal(report.holds, false);
  assert.equal(report.verdict, "Breaks, as the page says (1 of 3 claims holds)");
  assert.deepEqual(
    report.results.map(({ want, got, verdict }) => [want, got, verdict]),
    [
      ["", "", "holds"],
      ["1", "1", "holds"],
      ["20", "2", "breaks"],
      ["30", "3", "breaks"],
    ],
  );
});
