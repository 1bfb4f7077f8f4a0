import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rule, Try } from "../../src/data/rules.ts";
import { proofsOf } from "../../src/interpreter/proofs.ts";

const PROOF = [">>> paid = 3", ">>> # Nobody pays twice.", ">>> example.due(paid)", "0", ">>> example.due(2)", "1"];

/** Returns a rule with this try, which is wrong where a claim is said to catch it. */
function ruleWith(name: string, line: number | undefined): Rule {
  const claim = line === undefined ? null : { line, source: "example.due(paid)", says: "", kind: "kept" as const };
  const one: Try = { name, right: !claim, reason: "", source: "", claim, got: null };
  return { id: "XMP01", bad: "", good: "", proof: PROOF.join("\n"), tries: [one] } as unknown as Rule;
}

test("a wrong try is run as far as the claim that catches it", () => {
  const proofs = proofsOf([ruleWith("wrong_half", 3)]);
  assert.deepEqual(
    proofs.map(({ name, proof }) => [name, proof.split("\n").length]),
    [
      ["bad", 6],
      ["good", 6],
      ["wrong_half", 4],
    ],
  );
});

test("a right try is run to the end, and a wrong one that the last claim catches", () => {
  for (const rule of [ruleWith("right_other", undefined), ruleWith("wrong_last", 5)])
    assert.deepEqual(
      proofsOf([rule]).map(({ proof }) => proof),
      Array(3).fill(PROOF.join("\n")),
    );
});
