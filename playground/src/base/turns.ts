/** Lets one after the other go, each once the one before it says so. */
import { deferred } from "./deferred.ts";

export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for a turn; returns what ends it. */
  async next(): Promise<() => void> {
    const over = deferred<void>();
    const before = this.#last;
    this.#last = over.promise;
    await before;
    return () => over.resolve();
  }
}
