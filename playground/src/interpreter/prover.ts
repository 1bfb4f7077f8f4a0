/** Proves the examples and tries of many rules, two at a time where there is room, against what their pages say. */
import { fetchManifest } from "../data/manifest.ts";
import { prepared, type Manifest } from "../data/needs.ts";
import { makeInterpreter } from "./machine.ts";
import { hasRoomForTwo } from "./memory.ts";
import { closeInterpreter } from "./pool.ts";
import type { Interpreter } from "./interpreter.ts";
import { asThePageSays, jobOf, proofsOf, type Proof } from "./proofs.ts";
import { takeShare } from "./take-share.ts";
import type { Job, Report } from "../protocol/protocol.ts";
import type { Rule } from "../data/rules.ts";
import type { Listener, Outcome } from "./ticket.ts";

const ignore = (): void => undefined;
const DEAF = { output: ignore, cut: ignore, got: ignore, again: ignore };

/** Who hears how it goes. */
export interface ProverListener {
  phase: Listener["phase"];
  found(proof: Proof, report: Report): void;
}

/**
 * Proves all of them, unless `signal` says stop; all rules that can share an interpreter's packages do.
 * Raises Error when Python cannot be had.
 */
export async function proveAll(rules: readonly Rule[], hears: ProverListener, signal: AbortSignal): Promise<void> {
  // The memory is needed here.
  closeInterpreter();
  for (const group of groups(await fetchManifest(), rules)) await proveGroup(group, hears, signal);
}

/** Returns the rules by what their interpreters have to prepare: nothing else keeps them apart. */
function groups(manifest: Manifest, rules: readonly Rule[]): Rule[][] {
  const keys = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = prepared(manifest, rule.requires).join(" ");
    keys.set(key, [...(keys.get(key) ?? []), rule]);
  }
  return [...keys.values()];
}

async function proveGroup(rules: readonly Rule[], hears: ProverListener, signal: AbortSignal): Promise<void> {
  const requires = [...new Set(rules.flatMap((rule) => rule.requires))].sort();
  const waiting = rules.map((rule) => proofsOf([rule]));
  let second: Promise<void> | undefined;
  await proveInTurn(requires, waiting, signal, {
    phase: (phase) => hears.phase(phase),
    found: (proof, report) => {
      hears.found(proof, report);
      // Not before there is a snapshot, or it would boot as well.
      if (hasRoomForTwo(requires)) second ??= proveInTurn(requires, waiting, signal, { ...hears, phase: ignore });
      // If the first fails as well, nobody waits for this one.
      second?.catch(ignore);
    },
  });
  await second;
}

/** Proves the rules that wait, one after the other. Raises Error when Python cannot be had. */
async function proveInTurn(
  requires: readonly string[],
  waiting: Proof[][],
  signal: AbortSignal,
  hears: ProverListener,
): Promise<void> {
  const turn = new Turn(requires, hears);
  const close = (): void => turn.close();
  signal.addEventListener("abort", close);
  try {
    for (let next = takeShare(waiting); next && !signal.aborted; next = takeShare(waiting))
      await turn.prove(next, signal);
  } finally {
    waiting.length = 0;
    signal.removeEventListener("abort", close);
    close();
  }
}

/** Proves one rule after the other, each in a clean interpreter. */
class Turn {
  readonly #requires: readonly string[];
  readonly #hears: ProverListener;
  #interpreter: Interpreter;

  constructor(requires: readonly string[], hears: ProverListener) {
    this.#requires = requires;
    this.#hears = hears;
    this.#interpreter = makeInterpreter(requires);
  }

  async prove(proofs: readonly Proof[], signal: AbortSignal): Promise<void> {
    for (const [index, proof] of proofs.entries()) {
      let outcome = await this.#outcome(proof, index < proofs.length - 1);
      if (!signal.aborted && !(outcome.kind === "proven" && asThePageSays(proof, outcome.report))) {
        // What an earlier proof of the rule left is not held against this one.
        this.close();
        this.#interpreter = makeInterpreter(this.#requires);
        outcome = await this.#outcome(proof, false);
      }
      if (outcome.kind === "proven") this.#hears.found(proof, outcome.report);
      else if (outcome.kind === "failed") throw new Error(outcome.message);
      if (signal.aborted) return;
    }
  }

  close(): void {
    this.#interpreter.close();
  }

  #outcome(proof: Proof, followed: boolean): Promise<Outcome> {
    const job: Job = { ...jobOf(proof), followed };
    return this.#interpreter.submit(job, { ...DEAF, phase: this.#hears.phase }).outcome;
  }
}
