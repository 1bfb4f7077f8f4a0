/** A program's output on its way out of the worker: a few lines go at once, a flood in batches and only so far. */
import type { Stream } from "./protocol.ts";

const AT_ONCE = 200;
const REFILL_PER_MS = 0.2;
const BATCH_CHARS = 32_000;
const BATCH_MS = 50;
const MAX_CHARS = 1_000_000;

interface Sink {
  output(stream: Stream, text: string): void;
  cut(): void;
}

/**
 * A worker that runs Python hears no timer, so a batch can only leave when the program writes.
 * Hence the allowance: ordinary output never waits, only a program that writes very much does.
 */
export class Outlet {
  readonly #sink: Sink;
  readonly #now: () => number;
  #decoders = newDecoders();
  #stream: Stream = "stdout";
  #text = "";
  #sentAt = 0;
  #allowance = AT_ONCE;
  #left = MAX_CHARS;

  constructor(sink: Sink, now: () => number = () => performance.now()) {
    this.#sink = sink;
    this.#now = now;
  }

  /** Takes what the program wrote. */
  write(stream: Stream, bytes: Uint8Array): void {
    if (this.#left <= 0) return;
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#text += this.#decoders[stream].decode(bytes, { stream: true });
    this.#refill();
    if (this.#allowance >= 1 || this.#text.length >= BATCH_CHARS || this.#now() - this.#sentAt >= BATCH_MS)
      this.flush();
  }

  /** Sends what is held back. */
  flush(): void {
    if (this.#text === "") return;
    this.#refill();
    this.#allowance = Math.max(0, this.#allowance - 1);
    this.#sentAt = this.#now();
    this.#sink.output(this.#stream, this.#text.slice(0, this.#left));
    this.#left -= this.#text.length;
    this.#text = "";
    if (this.#left <= 0) this.#sink.cut();
  }

  /** Begins anew for the next program. */
  reset(): void {
    this.#decoders = newDecoders();
    this.#text = "";
    this.#allowance = AT_ONCE;
    this.#left = MAX_CHARS;
  }

  #refill(): void {
    const since = this.#now() - this.#sentAt;
    if (since > 0) this.#allowance = Math.min(AT_ONCE, this.#allowance + since * REFILL_PER_MS);
  }
}

function newDecoders(): Record<Stream, TextDecoder> {
  return { stdout: new TextDecoder(), stderr: new TextDecoder() };
}
