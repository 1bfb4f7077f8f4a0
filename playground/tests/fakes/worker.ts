/** A browser's worker, as far as the page sees it. */
import type { FromWorker, ToWorker } from "../../src/protocol/protocol.ts";

export class FakeWorker {
  static made: FakeWorker[] = [];
  readonly posted: { type: string; port?: MessagePort }[] = [];
  readonly heard: ToWorker[] = [];
  terminated = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  #port: MessagePort | undefined;

  constructor() {
    FakeWorker.made.push(this);
  }

  postMessage(message: { type: string; port?: MessagePort }): void {
    this.posted.push(message);
    if (!message.port) return;
    this.#port = message.port;
    this.#port.onmessage = ({ data }: MessageEvent<ToWorker>) => this.heard.push(data);
  }

  /** Says something through the port. */
  say(message: FromWorker): void {
    this.#port?.postMessage(message);
  }

  /** Says something as the worker itself. */
  tell(data: unknown): void {
    this.onmessage?.({ data });
  }

  die(message: string): void {
    this.onerror?.({ message, preventDefault: () => undefined });
  }

  terminate(): void {
    this.terminated = true;
  }
}

/** Returns the fake as what the code under test takes. */
export function asWorker(fake: FakeWorker): Worker {
  return fake as unknown as Worker;
}
