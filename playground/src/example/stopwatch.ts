/** Shows how long a program has been running. */
import type { StatusLine } from "./status.ts";

const SLOW_AFTER_S = 10;

export class Stopwatch {
  readonly #status: StatusLine;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(status: StatusLine) {
    this.#status = status;
  }

  /** Begins to count: says `doing`, the seconds beside it. */
  start(doing: string): void {
    this.stop();
    const since = performance.now();
    let asked = false;
    this.#status.say(doing);
    this.#timer = setInterval(() => {
      const seconds = Math.round((performance.now() - since) / 1000);
      // A page in the background misses seconds.
      if (seconds >= SLOW_AFTER_S && !asked) this.#status.say("Still running… Stop?");
      asked ||= seconds >= SLOW_AFTER_S;
      this.#status.detail(`${seconds} s`);
    }, 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
