/**
 * A stream of plain JavaScript, which stands in for the browser's while the decoder of parcels is loaded.
 *
 * Chromium (seen in 156) crashes the tab when a worker is ended, as each navigation does, while one of its own streams
 * waits for what WebAssembly gives it.
 */

/** What fills a stream, as the decoder does. */
interface Source {
  start?(controller: Controller): Promise<void> | void;
  pull?(controller: Controller): Promise<void> | void;
  cancel?(): Promise<void> | void;
}

interface Controller {
  enqueue(part: Uint8Array): void;
  close(): void;
}

type Read = { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: undefined };

export class PlainStream {
  readonly #source: Source;
  readonly #parts: Uint8Array[] = [];
  readonly #controller: Controller;
  #closed = false;
  #started: Promise<void> | undefined;

  constructor(source: Source) {
    this.#source = source;
    this.#controller = { enqueue: (part) => void this.#parts.push(part), close: () => void (this.#closed = true) };
  }

  getReader(): { read(): Promise<Read>; cancel(): Promise<void> } {
    return { read: () => this.#read(), cancel: () => this.#cancel() };
  }

  async #read(): Promise<Read> {
    this.#started ??= Promise.resolve(this.#source.start?.(this.#controller));
    await this.#started;
    while (this.#parts.length === 0 && !this.#closed) await this.#source.pull?.(this.#controller);
    const value = this.#parts.shift();
    return value ? { done: false, value } : { done: true };
  }

  async #cancel(): Promise<void> {
    if (this.#closed || !this.#started) return;
    this.#closed = true;
    await this.#source.cancel?.();
  }
}

/** The browser's own, which the decoder must not see. */
export const browserStream = globalThis.ReadableStream;

Object.assign(globalThis, { ReadableStream: PlainStream });
