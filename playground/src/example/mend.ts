/** "Mend it": the proof's lines under the bad example, which turn green one by one as the reader mends the code. */
import { compare } from "./compare.ts";
import { element } from "../base/dom.ts";
import { value, type ProofView } from "./proof-table.ts";
import type { Result } from "../protocol/protocol.ts";
import type { ProofLine } from "../data/rules.ts";

export interface MendOptions {
  readonly lines: readonly ProofLine[];
  readonly good: string;
  /** Returns the reader's code. */
  source(): string;
}

const TASK = "Change the code until every line of the proof holds.";

export class Mend implements ProofView {
  readonly element = element("div", { class: "pb-mend", role: "group", "aria-label": "Mend it", hidden: true });
  readonly #options: MendOptions;
  readonly #items: ReadonlyMap<number, HTMLElement>;
  readonly #task = element("p", { class: "pb-task" });
  readonly #compare = element("button", { type: "button", class: "pb-button" }, "Compare with the good example");
  readonly #difference = element("div");
  readonly #held = new Set<number>();

  constructor(options: MendOptions) {
    this.#options = options;
    const items = options.lines.map((line) => [line.number, item(line)] as const);
    this.#items = new Map(items);
    this.#compare.addEventListener("click", () => this.#showDifference());
    this.element.append(this.#task, this.#difference, list(options.lines, this.#items));
    this.remove();
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  /** Shows the lines, or hides them. */
  toggle(): void {
    this.element.hidden = !this.element.hidden;
  }

  begin(): void {
    this.remove();
    this.#say("Proving…");
    this.element.dataset["state"] = "proving";
  }

  show(result: Result): void {
    const item = this.#items.get(result.line);
    const holds = result.verdict === "holds";
    if (holds) this.#held.add(result.line);
    item?.classList.remove("pb-holds", "pb-breaks");
    item?.classList.add(`pb-${result.verdict}`);
    item?.querySelector(".pb-state")?.replaceChildren(holds ? "holds" : "breaks");
    item?.querySelector(".pb-instead")?.replaceChildren(...(holds ? [] : instead(result)));
    if (this.#held.size === this.#items.size) this.#congratulate();
    else this.#say(`${this.#held.size} of ${this.#items.size} lines hold. ${TASK}`);
  }

  outdate(): void {
    if (this.element.dataset["state"] === "new") return;
    this.element.dataset["state"] = "outdated";
    this.#difference.replaceChildren();
    this.#say("You have changed the code since: prove it again.");
  }

  remove(): void {
    this.#held.clear();
    this.element.dataset["state"] = "new";
    this.#difference.replaceChildren();
    for (const item of this.#items.values()) {
      item.classList.remove("pb-holds", "pb-breaks");
      item.querySelector(".pb-state")?.replaceChildren("not proven yet");
      item.querySelector(".pb-instead")?.replaceChildren();
    }
    this.#say(TASK);
  }

  #congratulate(): void {
    this.element.dataset["state"] = "mended";
    this.#task.replaceChildren(`Mended: all ${this.#items.size} lines hold. `, this.#compare);
  }

  #say(text: string): void {
    this.#task.replaceChildren(text);
  }

  #showDifference(): void {
    this.#difference.replaceChildren(compare(this.#options.source(), this.#options.good));
    this.#difference.querySelector<HTMLElement>("[tabindex]")?.focus();
  }
}

function item({ source, kind }: ProofLine): HTMLElement {
  return element(
    "li",
    { class: kind === "set-up" ? "pb-quiet" : "" },
    element("code", {}, source),
    " ",
    element("span", { class: "pb-state" }),
    element("span", { class: "pb-instead" }),
  );
}

/** Returns the lines under what the proof says of them. */
function list(lines: readonly ProofLine[], items: ReadonlyMap<number, HTMLElement>): HTMLElement {
  const made = element("div");
  let says: string | undefined;
  let group = element("ul");
  for (const line of lines) {
    if (line.says !== says) {
      group = element("ul");
      made.append(...(line.says ? [element("p", {}, line.says)] : []), group);
    }
    says = line.says;
    group.append(items.get(line.number) ?? "");
  }
  return made;
}

function instead({ got, want }: Result): Node[] {
  return [element("span", {}, "now: ", value(got)), element("span", {}, "wanted: ", value(want))];
}
