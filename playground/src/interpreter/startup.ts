/** Brings one interpreter up: downloads what it needs, and starts it, from a snapshot if there is one. */
import { deferred } from "../base/deferred.ts";
import type { Downloads, Receiver } from "../download/download.ts";
import type { Manifest } from "../data/needs.ts";
import type { Plan } from "../protocol/protocol.ts";
import type { Place } from "../snapshots/shelf-messages.ts";
import type { Loan, Snapshots } from "../snapshots/snapshots.ts";
import type { Phase } from "./ticket.ts";
import { WorkerError, type WorkerHost } from "./worker-host.ts";

export interface Startup {
  readonly host: Promise<WorkerHost>;
  /** The same one, which can judge before it can run programs. */
  readonly judge: Promise<WorkerHost>;
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
  readonly downloads: Pick<Downloads, "download" | "stopCompiling" | "bringWhole">;
  lookUp(requires: readonly string[]): Promise<Blueprint>;
  /** Returns the requirements with all that there is of their archives. */
  wholly(requires: readonly string[]): Promise<readonly string[]>;
  startWorker(plan: Plan): Promise<WorkerHost>;
  /** Has a worker ready that reads the stored snapshot of this place. */
  prepareShelf(place: Place): void;
}

/** Without isolation, compiled modules, the stored snapshot, one made here, with all modules, all functions, and as it is. */
const MOST_TRIES = 7;

export class Attempts implements Startup {
  readonly host: Promise<WorkerHost>;
  readonly judge: Promise<WorkerHost>;
  phase: Phase = { name: "loading", loaded: 0, total: 0 };
  standingBy: boolean;
  readonly #supply: Supply;
  #requires: readonly string[];
  readonly #onPhase: () => void;
  readonly #abort = new AbortController();
  readonly #proceeding = deferred<void>();
  readonly #judging = deferred<WorkerHost>();
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
    // It may be ended before anybody waits for it.
    this.#proceeding.promise.catch(() => undefined);
    if (!standBy) this.#proceeding.resolve();
    this.host = this.#bringUp();
    this.judge = this.#judging.promise;
    this.judge.catch(() => undefined);
    this.host.catch((error: Error) => this.#judging.reject(error));
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

  async #bringUp(): Promise<WorkerHost> {
    for (let tries = 1; ; tries++) {
      const blueprint = await this.#supply.lookUp(this.#requires);
      this.#abort.signal.throwIfAborted();
      this.#place = blueprint.place;
      try {
        return await this.#attempt(blueprint);
      } catch (error) {
        if (error instanceof WorkerError && error.kind === "snapshot") this.#worker?.discard();
        else this.#worker?.close();
        if (tries === MOST_TRIES || !this.#hasAnotherWay(error)) throw error;
        await this.#takeAnotherWay(error, blueprint.place);
      }
    }
  }

  /** Says whether it is known what fails, and somebody waits for it to be tried without. */
  #hasAnotherWay(error: unknown): error is WorkerError {
    if (this.#abort.signal.aborted || this.standingBy) return false;
    return error instanceof WorkerError && error.kind !== "start";
  }

  async #takeAnotherWay({ kind, message }: WorkerError, place: Place): Promise<void> {
    if (kind === "modules") this.#supply.downloads.stopCompiling();
    if (kind === "functions") this.#supply.downloads.bringWhole();
    if (kind === "files") this.#requires = await this.#supply.wholly(this.#requires);
    if (kind === "snapshot") await this.#supply.snapshots.drop(place);
    console.warn(`Python starts in another way, since the first did not work: ${message}`);
  }

  async #attempt({ manifest, plan, place }: Blueprint): Promise<WorkerHost> {
    const { snapshots, downloads } = this.#supply;
    const ahead = this.standingBy;
    if (ahead) this.#supply.prepareShelf(place);
    const atHand = snapshots.available(place);
    // Looked for first of all: that takes as long as the worker takes to come up.
    const coming = this.#proceeding.promise.then(() => snapshots.borrow(place));
    coming.catch(() => undefined);
    const worker = await this.#startWorker(plan).catch((error: unknown) => {
      void snapshots.handBack(coming).catch(() => undefined);
      throw error;
    });
    const files = downloads.download(manifest, plan.paths, this.#receiver(worker), this.#abort.signal);
    const started = files.then(() => this.#enter({ name: "starting" }));
    const lent = this.#begin(worker, coming, place, { ahead, atHand });
    try {
      await Promise.all([started, lent, refuseDamaged(coming), worker.awake]);
      this.#judging.resolve(worker);
      await worker.ready;
    } catch (error) {
      throw await this.#cause(error, coming);
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

  /**
   * Has the worker start from the snapshot that is coming, or in the ordinary way; `ahead` of knowing which, from a
   * snapshot. What it was lent it gives back; what it makes is taken in.
   */
  async #begin(
    worker: WorkerHost,
    coming: Promise<Loan | undefined>,
    place: Place,
    { ahead, atHand }: { readonly ahead: boolean; readonly atHand: boolean },
  ): Promise<void> {
    const { snapshots } = this.#supply;
    const there = atHand ? "snapshot at hand" : "snapshot";
    const from = ahead || (await coming) ? there : "scratch";
    let loan: Loan | undefined;
    worker.begin(from, snapshots.worthMaking(), (snapshot) => {
      if (loan) loan.giveBack(snapshot);
      else if (snapshot) snapshots.takeIn(place, snapshot);
    });
    if (from === "scratch") return;
    loan = await coming;
    worker.lend(await loan?.bytes);
  }

  /** Returns what ails it: whatever fails, a damaged snapshot is the reason; one that stands by has none yet. */
  async #cause(error: unknown, coming: Promise<Loan | undefined>): Promise<unknown> {
    if (this.standingBy) return error;
    return refuseDamaged(coming).then(
      () => error,
      (damaged: unknown) => damaged,
    );
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

/** Raises WorkerError once it is known that the snapshot is damaged. */
async function refuseDamaged(coming: Promise<Loan | undefined>): Promise<void> {
  const snapshot = await coming;
  if (snapshot && !(await snapshot.sound)) throw new WorkerError("snapshot", "the stored snapshot is damaged");
}
