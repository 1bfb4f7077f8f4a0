/** One job that was handed in: who listens, and how it ended. */
import { deferred } from "./deferred.ts";
import type { Job, Report, Result, Stream } from "./protocol.ts";

export type Phase =
  | { readonly name: "waiting" | "starting" | "running" }
  | { readonly name: "loading"; readonly loaded: number; readonly total: number };

/** Who wants to hear how a job goes. */
export interface Listener {
  phase(phase: Phase): void;
  output(stream: Stream, text: string): void;
  cut(): void;
  result(result: Result): void;
}

export type Outcome =
  | { readonly kind: "done"; readonly traceback: string; readonly seconds: number }
  | { readonly kind: "proven"; readonly report: Report; readonly seconds: number }
  | { readonly kind: "stopped"; readonly seconds: number }
  | { readonly kind: "failed"; readonly message: string };

export class Ticket {
  readonly job: Job;
  readonly listener: Listener;
  settled = false;
  #since = performance.now();
  readonly #outcome = deferred<Outcome>();

  constructor(job: Job, listener: Listener) {
    this.job = job;
    this.listener = listener;
  }

  get outcome(): Promise<Outcome> {
    return this.#outcome.promise;
  }

  /** Seconds since the program started, or since the job was handed in if it has not. */
  get seconds(): number {
    return (performance.now() - this.#since) / 1000;
  }

  started(): void {
    this.#since = performance.now();
  }

  settle(outcome: Outcome): void {
    this.settled = true;
    this.#outcome.resolve(outcome);
  }
}
