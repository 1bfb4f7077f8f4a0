/** One job that was handed in: who listens, and how it ended. */
import { deferred } from "../base/deferred.ts";
import type { Chunk, Job, Lacking, Report } from "../protocol/protocol.ts";

export type Phase =
  | { readonly name: "waiting" }
  | { readonly name: "starting" }
  /** Not isolated: this browser cannot keep the program apart from the page. */
  | { readonly name: "running"; readonly isolated: boolean }
  | { readonly name: "loading"; readonly loaded: number; readonly total: number };

/** Who wants to hear how a job goes. */
export interface Listener {
  phase(phase: Phase): void;
  output(chunks: readonly Chunk[]): void;
  cut(): void;
  /** What a line of the proof gave; the verdict comes at the end. */
  got(line: number, got: string): void;
  /** What was heard of this job so far does not count: it begins anew. */
  again(): void;
}

export type Outcome =
  | { readonly kind: "done"; readonly traceback: string; readonly seconds: number }
  | { readonly kind: "proven"; readonly report: Report; readonly seconds: number }
  | { readonly kind: "stopped"; readonly seconds: number }
  | { readonly kind: "failed"; readonly message: string };

/** What the lines of a proof gave, which nobody has judged yet. */
export interface Observation {
  readonly kind: "observed";
  readonly observed: string;
}

/** The program needs what was not sent along. */
export interface Lack {
  readonly kind: "lacking";
  readonly what: Lacking;
}

export class Ticket {
  readonly job: Job;
  readonly listener: Listener;
  settled = false;
  /** Until it begins anew, nothing that is heard of it counts. */
  lacks = false;
  #since = performance.now();
  readonly #outcome = deferred<Outcome>();
  #observed = deferred<Observation>();
  #lacked = deferred<Lack>();

  constructor(job: Job, listener: Listener) {
    this.job = job;
    this.listener = listener;
  }

  get outcome(): Promise<Outcome> {
    return this.#outcome.promise;
  }

  /** What the lines of the proof gave, once all have run. */
  get observed(): Promise<Observation> {
    return this.#observed.promise;
  }

  /** Word of what is not there. */
  get lacked(): Promise<Lack> {
    return this.#lacked.promise;
  }

  /** Seconds since the program started, or since the job was handed in if it has not. */
  get seconds(): number {
    return (performance.now() - this.#since) / 1000;
  }

  started(): void {
    this.#since = performance.now();
  }

  observe(observed: string): void {
    this.#observed.resolve({ kind: "observed", observed });
  }

  lack(what: Lacking): void {
    this.lacks = true;
    this.#lacked.resolve({ kind: "lacking", what });
  }

  /** Begins anew. */
  renew(): void {
    this.lacks = false;
    this.#observed = deferred();
    this.#lacked = deferred();
    this.listener.again();
  }

  settle(outcome: Outcome): void {
    this.settled = true;
    this.#outcome.resolve(outcome);
  }
}
