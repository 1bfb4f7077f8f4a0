/** Whether the service worker rests, while the reader waits for a program. */
import { deferred, type Deferred } from "../base/deferred.ts";

/** A page that is closed meanwhile says no word: so long it rests at most. */
export const MOST_MS = 20_000;

export class Resting {
  #rest: Deferred<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Settles at once, or when the rest is over. */
  get over(): Promise<void> {
    return this.#rest?.promise ?? Promise.resolve();
  }

  /** Begins to rest, or rests anew. */
  begin(): void {
    this.#rest ??= deferred();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), MOST_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#rest?.resolve();
    this.#rest = undefined;
  }
}
