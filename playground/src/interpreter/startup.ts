/** Brings one interpreter up: downloads what it needs, and starts it, from a snapshot if there is one. */
import { deferred } from "../base/deferred.ts";
import { areKept, download, stopCompiling } from "../download/download.ts";
import { fetchManifest, planFor, type Manifest } from "../data/manifest.ts";
import type { Plan } from "../protocol/protocol.ts";
import { isKept, placeOf, prepareShelf, type Coming } from "../snapshots/shelf.ts";
import type { Place } from "../snapshots/shelf-messages.ts";
import { available, borrow, drop, giveBack, handBack, worthMaking } from "../snapshots/snapshots.ts";
import type { Phase } from "./ticket.ts";
import { startWorker, WorkerError, type WorkerHost } from "./worker-host.ts";

export interface Startup {
  readonly host: Promise<WorkerHost>;
  /** How far it is; the last one stays. */
  readonly phase: Phase;
  /** It waits for `proceed` before it takes its memory. */
  readonly standingBy: boolean;
  /** Says whether another one as clean can be had in a moment. */
  renewable(): boolean;
  /** Goes on, if it stands by. */
  proceed(): void;
  /** Ends the download, or the worker if there is one already. */
  cancel(): void;
}

/**
 * Begins; `onPhase` is called at each step, until `host` settles.
 * With `standBy` it starts all but the memory, and waits: the snapshot that it counts on is not read before that.
 */
export function startUp(requires: readonly string[], onPhase: () => void, standBy = false): Startup {
  return new Attempts(requires, onPhase, standBy);
}

/** Says whether an earlier visit left all that is needed to start: the snapshot, and each file. */
export async function canStandBy(requires: readonly string[]): Promise<boolean> {
  const { manifest, plan, place } = await lookUp(requires);
  return (await isKept(place)) && areKept(manifest.files, plan.paths);
}

/** Returns what the interpreter is made of, and where its snapshot is kept. */
async function lookUp(requires: readonly string[]): Promise<{ manifest: Manifest; plan: Plan; place: Place }> {
  const manifest = await fetchManifest();
  const plan = planFor(manifest, requires);
  return { manifest, plan, place: await placeOf(manifest.version, plan, requires) };
}

class Attempts implements Startup {
  readonly host: Promise<WorkerHost>;
  phase: Phase = { name: "loading", loaded: 0, total: 0 };
  standingBy: boolean;
  readonly #requires: readonly string[];
  readonly #onPhase: () => void;
  readonly #abort = new AbortController();
  readonly #proceeding = deferred<void>();
  #worker: WorkerHost | undefined;
  #place: Place | undefined;

  constructor(requires: readonly string[], onPhase: () => void, standBy: boolean) {
    this.#requires = requires;
    this.#onPhase = onPhase;
    this.standingBy = standBy;
    if (!standBy) this.#proceeding.resolve();
    this.host = this.#bringUp();
  }

  renewable(): boolean {
    return this.standingBy || (this.#place !== undefined && available(this.#place));
  }

  proceed(): void {
    this.standingBy = false;
    this.#proceeding.resolve();
  }

  cancel(): void {
    this.#abort.abort();
    this.#proceeding.reject(new Error("not wanted any more"));
    this.#worker?.close();
  }

  /** Each failure that is known takes one way out of those that are left, so this comes to an end. */
  async #bringUp(): Promise<WorkerHost> {
    const { manifest, plan, place } = await lookUp(this.#requires);
    this.#place = place;
    for (;;) {
      try {
        return await this.#attempt(manifest, plan, place);
      } catch (error) {
        this.#worker?.close();
        if (this.#abort.signal.aborted || !(error instanceof WorkerError)) throw error;
        // What nobody waits for is not tried again.
        if (error.kind === "start" || this.standingBy) throw error;
        if (error.kind === "modules") stopCompiling();
        if (isUnfit(error)) await drop(place);
        console.warn(`Python starts in another way, since the first did not work: ${error.message}`);
      }
    }
  }

  async #attempt(manifest: Manifest, plan: Plan, place: Place): Promise<WorkerHost> {
    const { signal } = this.#abort;
    const ahead = this.standingBy;
    if (ahead) prepareShelf();
    // Looked for first of all: that takes as long as the worker takes to come up.
    const coming = this.#proceeding.promise.then(() => borrow(place));
    coming.catch(() => undefined);
    const worker = await this.#startWorker(plan).catch((error: unknown) => {
      void handBack(place, coming).catch(() => undefined);
      throw error;
    });
    const files = download(manifest.files, plan.paths, this.#receiver(worker), signal);
    const started = files.then(() => this.#enter({ name: "starting" }));
    let fit = true;
    const lent = begin(worker, coming, ahead, (snapshot) => fit && giveBack(place, snapshot));
    const sound = refuseDamaged(coming);
    try {
      await Promise.all([started, lent, sound, worker.ready]);
    } catch (error) {
      // Whatever ails it, a damaged snapshot is the reason; one that stands by has none yet.
      const cause: unknown = this.standingBy
        ? error
        : await sound.then(
            () => error,
            (damaged: unknown) => damaged,
          );
      fit = !isUnfit(cause);
      throw cause;
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

function isUnfit(error: unknown): boolean {
  return error instanceof WorkerError && error.kind === "snapshot";
}

/** Has the worker start from the snapshot that is coming, or in the ordinary way; `ahead` of knowing which, from a snapshot. */
async function begin(
  worker: WorkerHost,
  coming: Promise<Coming | undefined>,
  ahead: boolean,
  returned: (snapshot: ArrayBuffer | undefined) => void,
): Promise<void> {
  const from = ahead || (await coming) ? "snapshot" : "scratch";
  worker.begin(from, worthMaking(), returned);
  if (from === "scratch") return;
  const snapshot = await coming;
  worker.lend(await snapshot?.bytes);
}

/** Raises WorkerError once it is known that the snapshot is damaged. */
async function refuseDamaged(coming: Promise<Coming | undefined>): Promise<void> {
  const snapshot = await coming;
  if (snapshot && !(await snapshot.sound)) throw new WorkerError("snapshot", "the stored snapshot is damaged");
}
