/** A worker that does what the test says. */
import { deferred } from "../../src/base/deferred.ts";
import type { FromWorker, Job, JudgeRequest, Report } from "../../src/protocol/protocol.ts";
import type { WorkerHost } from "../../src/interpreter/worker-host.ts";

export const REPORT: Report = { holds: true, proven: true, verdict: "Holds", broken: [], results: [], traceback: "" };

export class FakeHost implements WorkerHost {
  readonly isolated: boolean;
  readonly waking = deferred<void>();
  readonly starting = deferred<void>();
  readonly began: string[] = [];
  readonly tasks: (Job | JudgeRequest)[] = [];
  lent: ArrayBuffer | undefined;
  closed = false;
  discarded = false;
  alive = true;
  #hear: (message: FromWorker) => void = () => undefined;
  #returned: (snapshot: ArrayBuffer | undefined) => void = () => undefined;

  /** With `ready` Python comes up at once. */
  constructor({ ready = true, isolated = true } = {}) {
    this.isolated = isolated;
    this.starting.promise.catch(() => undefined);
    this.waking.promise.catch(() => undefined);
    if (!ready) return;
    this.waking.resolve();
    this.starting.resolve();
  }

  get awake(): Promise<void> {
    return this.waking.promise;
  }

  get ready(): Promise<void> {
    return this.starting.promise;
  }

  hand(): void {}

  begin(from: string, _wanted: boolean, returned: (snapshot: ArrayBuffer | undefined) => void): void {
    this.began.push(from);
    this.#returned = returned;
  }

  lend(snapshot: ArrayBuffer | undefined): void {
    this.lent = snapshot;
    this.giveBack(snapshot);
  }

  giveBack(snapshot: ArrayBuffer | undefined): void {
    this.#returned(snapshot);
  }

  send(task: Job | JudgeRequest, hear: (message: FromWorker) => void): void {
    this.tasks.push(task);
    this.#hear = hear;
  }

  /** Says something, as the worker does. */
  say(message: FromWorker): void {
    if (!this.closed) this.#hear(message);
  }

  close(): void {
    this.closed = true;
    for (const stage of [this.waking, this.starting]) stage.reject(new Error("closed"));
  }

  discard(): void {
    this.discarded = true;
    this.close();
  }
}
