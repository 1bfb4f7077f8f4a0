/** A program's output on its way out of the worker: a few lines go at once, a flood in batches and only so far. */
import { CHUNK_CHARS, type Chunk, type Stream } from "../protocol/protocol.ts";

const AT_ONCE = 200;
const REFILL_PER_MS = 0.2;
const BATCH_CHARS = 32_000;
const BATCH_MS = 50;
const MAX_CHARS = 1_000_000;

interface Sink {
  output(chunks: readonly Chunk[]): void;
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
  #chunks: { stream: Stream; text: string }[] = [];
  #waiting = 0;
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
    this.#append(stream, this.#decoders[stream].decode(bytes, { stream: true }));
    this.#refill();
    if (this.#allowance >= 1 || this.#waiting >= BATCH_CHARS || this.#now() - this.#sentAt >= BATCH_MS) this.flush();
  }

  /** Sends what is held back. */
  flush(): void {
    if (this.#chunks.length === 0) return;
    this.#refill();
    this.#allowance = Math.max(0, this.#allowance - 1);
    this.#sentAt = this.#now();
    this.#sink.output(this.#chunks);
    this.#chunks = [];
    this.#waiting = 0;
    if (this.#left <= 0) this.#sink.cut();
  }

  /** Begins anew for the next program. */
  reset(): void {
    this.#decoders = newDecoders();
    this.#chunks = [];
    this.#waiting = 0;
    this.#allowance = AT_ONCE;
    this.#left = MAX_CHARS;
  }

  #append(stream: Stream, text: string): void {
    const kept = text.slice(0, this.#left);
    if (kept === "") return;
    const last = this.#chunks.at(-1);
    if (last?.stream === stream) last.text += kept;
    else this.#chunks.push({ stream, text: kept });
    const cost = kept.length + (last?.stream === stream ? 0 : CHUNK_CHARS);
    this.#waiting += cost;
    this.#left -= cost;
  }

  #refill(): void {
    const since = this.#now() - this.#sentAt;
    if (since > 0) this.#allowance = Math.min(AT_ONCE, this.#allowance + since * REFILL_PER_MS);
  }
}

function newDecoders(): Record<Stream, TextDecoder> {
  return { stdout: new TextDecoder(), stderr: new TextDecoder() };
}
