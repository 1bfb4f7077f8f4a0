/** Brings one interpreter up: downloads what it needs, and starts it, from a snapshot if there is one. */
import { download, stopCompiling } from "./download.ts";
import { fetchManifest, planFor, type Manifest } from "./manifest.ts";
import type { Plan } from "./protocol.ts";
import { placeOf, type Coming, type Place } from "./shelf.ts";
import { available, borrow, drop, giveBack, handBack, worthMaking } from "./snapshots.ts";
import type { Phase } from "./ticket.ts";
import { startWorker, WorkerError, type WorkerHost } from "./worker-host.ts";

export interface Startup {
  readonly host: Promise<WorkerHost>;
  /** How far it is; the last one stays. */
  readonly phase: Phase;
  /** Says whether another one as clean can be had in a moment. */
  renewable(): boolean;
  /** Ends the download, or the worker if there is one already. */
  cancel(): void;
}

/** Begins; `onPhase` is called at each step, until `host` settles. */
export function startUp(requires: readonly string[], onPhase: () => void): Startup {
  return new Attempts(requires, onPhase);
}

class Attempts implements Startup {
  readonly host: Promise<WorkerHost>;
  phase: Phase = { name: "loading", loaded: 0, total: 0 };
  readonly #requires: readonly string[];
  readonly #onPhase: () => void;
  readonly #abort = new AbortController();
  #worker: WorkerHost | undefined;
  #place: Place | undefined;

  constructor(requires: readonly string[], onPhase: () => void) {
    this.#requires = requires;
    this.#onPhase = onPhase;
    this.host = this.#bringUp();
  }

  renewable(): boolean {
    return this.#place !== undefined && available(this.#place);
  }

  cancel(): void {
    this.#abort.abort();
    this.#worker?.close();
  }

  /** Each failure that is known takes one way out of those that are left, so this comes to an end. */
  async #bringUp(): Promise<WorkerHost> {
    const manifest = await fetchManifest();
    const plan = planFor(manifest, this.#requires);
    this.#place = await placeOf(manifest.version, plan);
    for (;;) {
      try {
        return await this.#attempt(manifest, plan, this.#place);
      } catch (error) {
        this.#worker?.close();
        if (this.#abort.signal.aborted || !(error instanceof WorkerError)) throw error;
        if (error.kind === "start") throw error;
        if (error.kind === "modules") stopCompiling();
        if (error.kind === "snapshot") await drop(this.#place);
        console.warn(`Python starts in another way, since the first did not work: ${error.message}`);
      }
    }
  }

  async #attempt(manifest: Manifest, plan: Plan, place: Place): Promise<WorkerHost> {
    const { signal } = this.#abort;
    // Looked for first of all: that takes as long as the worker takes to come up.
    const coming = borrow(place);
    const worker = await this.#startWorker(plan).catch((error: unknown) => {
      void handBack(place, coming);
      throw error;
    });
    const files = download(manifest.files, plan.paths, this.#receiver(worker), signal);
    const started = files.then(() => this.#enter({ name: "starting" }));
    const lent = coming.then((snapshot) => begin(worker, place, snapshot));
    try {
      await Promise.all([started, lent, worker.ready]);
    } finally {
      // What is on its way need not be asked for again.
      await files.catch(() => undefined);
    }
    return worker;
  }

  async #startWorker(plan: Plan): Promise<WorkerHost> {
    const worker = await startWorker(plan);
    this.#worker = worker;
    if (this.#abort.signal.aborted) worker.close();
    this.#abort.signal.throwIfAborted();
    return worker;
  }

  #receiver(worker: WorkerHost): Parameters<typeof download>[2] {
    return {
      progress: (loaded, total) => this.#enter({ name: "loading", loaded, total }),
      arrived: (path, content) => worker.hand(path, content),
    };
  }

  #enter(phase: Phase): void {
    this.phase = phase;
    this.#onPhase();
  }
}

/** Has the worker start from the snapshot that is coming, or in the ordinary way. */
async function begin(worker: WorkerHost, place: Place, coming: Coming | undefined): Promise<void> {
  worker.begin(coming ? "snapshot" : "scratch", worthMaking(), (snapshot) => giveBack(place, snapshot));
  if (coming) worker.lend(await coming.bytes);
}
