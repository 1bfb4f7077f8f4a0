/** The line that says how far something is, and how it ended. */
import { element } from "../base/dom.ts";
import { megabytes } from "../wording.ts";

export class StatusLine {
  readonly #line: HTMLElement;
  readonly #status: HTMLElement;
  /** Numbers that change all the time stand apart from the status, which is read aloud. */
  readonly #detail = element("span", { class: "pb-detail" });
  readonly #bar = element("progress", { class: "pb-progress", "aria-label": "Progress", hidden: true });
  readonly #again = element("button", { type: "button", class: "pb-button", hidden: true }, "Try again");

  constructor(line: HTMLElement) {
    const status = line.querySelector<HTMLElement>('[role="status"]') ?? element("span", { role: "status" });
    this.#line = line;
    this.#status = status;
    line.replaceChildren(status, " ", this.#detail, this.#bar, this.#again);
  }

  /** Says `text`; `tone` colours the line: "holds", "breaks", "failed" or none. */
  say(text: string, tone = ""): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
    this.#line.dataset["tone"] = tone;
    this.#detail.textContent = "";
    this.#bar.hidden = true;
    this.#again.hidden = true;
  }

  /** Shows a number beside the text without having it read aloud. */
  detail(text: string): void {
    this.#detail.textContent = text;
  }

  /** Shows how many bytes of how many have arrived. */
  progress(loaded: number, total: number): void {
    if (this.#status.textContent !== "Loading Python:") this.say("Loading Python:");
    this.steps(loaded, total, total > 0 ? megabytes(loaded, total) : "");
  }

  /** Shows how many steps of how many are done. */
  steps(done: number, total: number, text: string): void {
    this.#detail.textContent = text;
    this.#bar.hidden = total === 0;
    this.#bar.max = total || 1;
    this.#bar.value = done;
  }

  /** Offers to do it again. */
  offer(again: () => void): void {
    this.#again.hidden = false;
    this.#again.onclick = again;
  }
}
