/** What is to be proven of a rule: its examples and its tries, each with what its page says of it. */
import type { Rule } from "../data/rules.ts";
import type { ProveRequest, Report, Side } from "../protocol/protocol.ts";

const PROMPT = ">>> ";

/** One example or try that is to be proven. */
export interface Proof {
  readonly rule: Rule;
  /** "bad", "good", or the name of a try. */
  readonly name: string;
  readonly source: string;
  /** Whose outputs the page says that it gives. */
  readonly side: Side;
  /** A wrong try must not give them. */
  readonly holds: boolean;
  /** What is run: of a wrong try as far as the claim that catches it, since nothing after it makes up for that. */
  readonly proof: string;
}

/** Returns the proofs of each rule: its two examples, and its tries. */
export function proofsOf(rules: readonly Rule[]): Proof[] {
  return rules.flatMap((rule) => [
    { rule, name: "bad", source: rule.bad, side: "bad" as const, holds: true, proof: rule.proof },
    { rule, name: "good", source: rule.good, side: "good" as const, holds: true, proof: rule.proof },
    ...rule.tries.map(({ name, source, right, claim }) => {
      const proof = claim ? upTo(claim.line, rule.proof) : rule.proof;
      return { rule, name, source, side: "good" as const, holds: right, proof };
    }),
  ]);
}

/** Returns the proof's rows up to the prompt on this line, counted from 1, and what that one wants. */
function upTo(line: number, proof: string): string {
  const rows = proof.split("\n");
  const next = rows.findIndex((row, place) => place >= line && row.startsWith(PROMPT));
  return next < 0 ? proof : rows.slice(0, next).join("\n");
}

/** Says whether the report is what the rule's page says. */
export function asThePageSays({ holds }: Proof, report: Report): boolean {
  return report.proven && report.holds === holds;
}

/** Returns what an interpreter is asked. */
export function jobOf({ name, source, side, proof }: Proof): ProveRequest {
  return { type: "prove", proof, side, source, filename: `${name}.py` };
}
