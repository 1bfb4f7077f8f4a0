/** Brings one interpreter up: downloads what it needs, and starts it, from a snapshot if there is one. */
import { deferred } from "../base/deferred.ts";
import type { Downloads, Receiver } from "../download/download.ts";
import type { Manifest } from "../data/manifest.ts";
import type { Plan } from "../protocol/protocol.ts";
import type { Coming } from "../snapshots/shelf.ts";
import type { Place } from "../snapshots/shelf-messages.ts";
import type { Snapshots } from "../snapshots/snapshots.ts";
import type { Phase } from "./ticket.ts";
import { WorkerError, type WorkerHost } from "./worker-host.ts";

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

/** What an interpreter is made of, and where its snapshot is kept. */
export interface Blueprint {
  readonly manifest: Manifest;
  readonly plan: Plan;
  readonly place: Place;
}

/** Where the parts of an interpreter come from. */
export interface Supply {
  readonly snapshots: Snapshots;
  readonly downloads: Pick<Downloads, "download" | "stopCompiling">;
  lookUp(requires: readonly string[]): Promise<Blueprint>;
  startWorker(plan: Plan): Promise<WorkerHost>;
  /** Has a worker ready that reads the stored snapshot. */
  prepareShelf(): void;
}

export class Attempts implements Startup {
  readonly host: Promise<WorkerHost>;
  phase: Phase = { name: "loading", loaded: 0, total: 0 };
  standingBy: boolean;
  readonly #supply: Supply;
  readonly #requires: readonly string[];
  readonly #onPhase: () => void;
  readonly #abort = new AbortController();
  readonly #proceeding = deferred<void>();
  #worker: WorkerHost | undefined;
  #place: Place | undefined;

  /**
   * Begins; `onPhase` is called at each step, until `host` settles.
   * With `standBy` it starts all but the memory, and waits: the snapshot that it counts on is not read before that.
   */
  constructor(supply: Supply, requires: readonly string[], onPhase: () => void, standBy: boolean) {
    this.#supply = supply;
    this.#requires = requires;
    this.#onPhase = onPhase;
    this.standingBy = standBy;
    if (!standBy) this.#proceeding.resolve();
    this.host = this.#bringUp();
  }

  renewable(): boolean {
    return this.standingBy || (this.#place !== undefined && this.#supply.snapshots.available(this.#place));
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
    const { manifest, plan, place } = await this.#supply.lookUp(this.#requires);
    this.#place = place;
    for (;;) {
      try {
        return await this.#attempt(manifest, plan, place);
      } catch (error) {
        this.#worker?.close();
        if (this.#abort.signal.aborted || !(error instanceof WorkerError)) throw error;
        // What nobody waits for is not tried again.
        if (error.kind === "start" || this.standingBy) throw error;
        if (error.kind === "modules") this.#supply.downloads.stopCompiling();
        if (isUnfit(error)) await this.#supply.snapshots.drop(place);
        console.warn(`Python starts in another way, since the first did not work: ${error.message}`);
      }
    }
  }

  async #attempt(manifest: Manifest, plan: Plan, place: Place): Promise<WorkerHost> {
    const { snapshots, downloads } = this.#supply;
    const { signal } = this.#abort;
    const ahead = this.standingBy;
    if (ahead) this.#supply.prepareShelf();
    // Looked for first of all: that takes as long as the worker takes to come up.
    const coming = this.#proceeding.promise.then(() => snapshots.borrow(place));
    coming.catch(() => undefined);
    const worker = await this.#startWorker(plan).catch((error: unknown) => {
      void snapshots.handBack(place, coming).catch(() => undefined);
      throw error;
    });
    const files = downloads.download(manifest.files, plan.paths, this.#receiver(worker), signal);
    const started = files.then(() => this.#enter({ name: "starting" }));
    let fit = true;
    const lent = begin(
      worker,
      coming,
      ahead,
      snapshots.worthMaking(),
      (snapshot) => fit && snapshots.giveBack(place, snapshot),
    );
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
    const worker = await this.#supply.startWorker(plan);
    this.#worker = worker;
    if (this.#abort.signal.aborted) worker.close();
    this.#abort.signal.throwIfAborted();
    return worker;
  }

  #receiver(worker: WorkerHost): Receiver {
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
  wanted: boolean,
  returned: (snapshot: ArrayBuffer | undefined) => void,
): Promise<void> {
  const from = ahead || (await coming) ? "snapshot" : "scratch";
  worker.begin(from, wanted, returned);
  if (from === "scratch") return;
  const snapshot = await coming;
  worker.lend(await snapshot?.bytes);
}

/** Raises WorkerError once it is known that the snapshot is damaged. */
async function refuseDamaged(coming: Promise<Coming | undefined>): Promise<void> {
  const snapshot = await coming;
  if (snapshot && !(await snapshot.sound)) throw new WorkerError("snapshot", "the stored snapshot is damaged");
}
