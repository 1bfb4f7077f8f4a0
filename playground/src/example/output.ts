/** What a program writes, as it comes. */
import { element } from "../base/dom.ts";
import { CHUNK_CHARS } from "../protocol/protocol.ts";
import type { Chunk, Stream } from "../protocol/protocol.ts";

const SHOWN_CHARS = 20_000;

/** What is never held back, since it says how the program ended: it stands below the output. */
type Apart = "traceback" | "note";

interface Piece {
  readonly kind: Stream | Apart;
  readonly text: string;
}

export class OutputLog {
  readonly element: HTMLElement;
  readonly #more = element("button", { type: "button", class: "pb-button pb-more", hidden: true });
  readonly #log: HTMLElement;
  #pending: Piece[] = [];
  #held: Piece[] = [];
  #shown = 0;
  #frame = 0;

  constructor(label: string) {
    this.#log = element("div", { class: "pb-output", role: "log", tabindex: "0", "aria-label": label, hidden: true });
    this.element = element("div", { class: "pb-outputs" }, this.#log, this.#more);
    this.#more.addEventListener("click", () => this.#showAll());
  }

  /** Adds what a program wrote; it is painted with the next frame. */
  print(chunks: readonly Chunk[]): void {
    for (const { stream, text } of chunks) this.write(stream, text);
  }

  /** Adds text; it is painted with the next frame. */
  write(kind: Piece["kind"], text: string): void {
    this.#pending.push({ kind, text });
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.flush());
  }

  /** Paints what is waiting. */
  flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    // Measured once a frame: each look at the layout after a change makes the browser do it anew.
    const atEnd = this.#log.scrollTop + this.#log.clientHeight >= this.#log.scrollHeight - 4;
    for (const piece of this.#pending.splice(0)) this.#show(piece);
    if (atEnd) this.#log.scrollTop = this.#log.scrollHeight;
    const held = this.#held.reduce((sum, { text }) => sum + text.length, 0);
    this.#more.hidden = held === 0;
    if (held > 0) this.#more.textContent = `Show all: ${held.toLocaleString("en-GB")} more characters`;
  }

  clear(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#pending = [];
    this.#held = [];
    this.#shown = 0;
    this.#log.replaceChildren();
    this.#log.hidden = true;
    this.#more.hidden = true;
  }

  #show({ kind, text }: Piece): void {
    if (kind === "traceback" || kind === "note") {
      this.#append(kind, text);
      return;
    }
    const room = Math.max(0, SHOWN_CHARS - this.#shown);
    if (room > 0) this.#append(kind, text.slice(0, room));
    if (text.length > room) this.#held.push({ kind, text: text.slice(room) });
    this.#shown += text.length;
  }

  #append(kind: Piece["kind"], text: string): void {
    const log = this.#log;
    log.hidden = false;
    const last = log.lastElementChild;
    if (last?.classList.contains(`pb-${kind}`)) {
      last.append(text);
      return;
    }
    log.append(element("span", { class: `pb-${kind}` }, text));
    this.#shown += CHUNK_CHARS;
  }

  #showAll(): void {
    const apart = [...this.#log.querySelectorAll(".pb-traceback, .pb-note")];
    for (const { kind, text } of this.#held.splice(0)) this.#append(kind, text);
    this.#log.append(...apart);
    this.#more.hidden = true;
    this.#log.focus();
  }
}
