/** Hints for whoever mends an example, one at a time: where to look, what a reviewer looks for, the difference. */
import { compare } from "./compare.ts";
import { element } from "../base/dom.ts";

export interface HintsOptions {
  /** Returns the lines of the reader's code that the page marks, as far as they are still there. */
  marked(): readonly number[];
  /** Returns the reader's code. */
  source(): string;
  readonly good: string;
  /** The code stands beside the hints, and can be looked at while they are read. */
  beside(): boolean;
  /** Brings a line of the code into sight. */
  look(line: number): void;
  /** Returns what the rule's page says under "In review". Raises Error when it cannot be had. */
  inReview(): Promise<readonly Node[]>;
}

const STEPS = ["where to look", "what a reviewer looks for", "the difference"] as const;

export class Hints {
  readonly element = element("div", { class: "pb-hints" });
  readonly #options: HintsOptions;
  readonly #given = element("div", { "aria-live": "polite" });
  readonly #more = element("button", { type: "button", class: "pb-button" });
  #step = 0;

  constructor(options: HintsOptions) {
    this.#options = options;
    this.element.append(this.#given, this.#more);
    this.#more.addEventListener("click", () => void this.#give());
    this.clear();
  }

  /** Takes the hints back. */
  clear(): void {
    this.#step = 0;
    this.#given.replaceChildren();
    this.#label();
  }

  async #give(): Promise<void> {
    const step = this.#step++;
    this.#label();
    const hint = step === 0 ? this.#where() : step === 1 ? await this.#review() : this.#difference();
    const given = element("div", { class: "pb-hint" }, ...hint);
    this.#given.append(given);
    given.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  #label(): void {
    const step = STEPS[this.#step];
    this.#more.textContent = `Hint ${this.#step + 1} of ${STEPS.length}: ${step ?? ""}`;
    this.#more.hidden = step === undefined;
  }

  #where(): Node[] {
    const lines = this.#options.marked();
    const [first] = lines;
    if (first === undefined) return [element("p", {}, "You have changed every line that the page marks.")];
    const code = this.#options.source().split("\n")[first - 1]?.trim() ?? "";
    const more = lines.length > 1 ? ` Then at ${listed(lines.slice(1))}.` : "";
    return [element("p", {}, `Look at line ${first}: `, element("code", {}, code), more), ...this.#look(first)];
  }

  /** Brings the line into sight, or returns a button that does where the hint would go out of sight. */
  #look(line: number): Node[] {
    if (!this.#options.beside()) {
      const button = element("button", { type: "button", class: "pb-button" }, `Show line ${line}`);
      button.addEventListener("click", () => this.#options.look(line));
      return [button];
    }
    this.#options.look(line);
    return [];
  }

  async #review(): Promise<readonly Node[]> {
    try {
      return await this.#options.inReview();
    } catch {
      return [element("p", {}, "What a reviewer looks for could not be loaded.")];
    }
  }

  #difference(): Node[] {
    return [compare(this.#options.source(), this.#options.good)];
  }
}

function listed(lines: readonly number[]): string {
  const texts = lines.map(String);
  const last = texts.pop() ?? "";
  return texts.length > 0 ? `${texts.join(", ")} and ${last}` : last;
}
