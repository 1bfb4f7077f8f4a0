/** Workers that are started before they are needed. */

export class SpareWorker {
  readonly #url: URL;
  #ready: Worker | undefined;

  constructor(url: URL) {
    this.#url = url;
  }

  /** Starts the worker, unless it stands ready. */
  prepare(): void {
    if (this.#ready) return;
    const worker = new Worker(this.#url, { type: "module" });
    // Whoever takes one hears of its errors; this one nobody has taken yet.
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.#ready === worker) this.#ready = undefined;
    };
    this.#ready = worker;
  }

  /** Returns a worker that nobody else has. */
  take(): Worker {
    this.prepare();
    const worker = this.#ready as Worker;
    this.#ready = undefined;
    return worker;
  }
}
