/** The claims of a proof as a list: the one to look at first stands open, the others are folded below it. */
import { contrast } from "./contrast.ts";
import { element } from "../base/dom.ts";
import type { Result } from "../protocol/protocol.ts";
import type { ProofLine } from "../data/rules.ts";
import { count, held } from "../wording.ts";

export class Claims {
  /** The first claim that does not hold, with what it gives now and what is wanted. */
  readonly first = element("div", { class: "pb-first" });
  /** All lines, folded. */
  readonly all: HTMLElement;
  readonly #lines: ReadonlyMap<number, ProofLine>;
  readonly #items: ReadonlyMap<number, HTMLElement>;
  readonly #summary = element("summary");
  #results = new Map<number, Result>();

  constructor(lines: readonly ProofLine[]) {
    this.#lines = new Map(lines.map((line) => [line.number, line]));
    this.#items = new Map(lines.map((line) => [line.number, item(line)]));
    const claims = lines.filter(({ kind }) => kind !== "set-up");
    const setUp = lines.filter(({ kind }) => kind === "set-up");
    this.all = element("details", { class: "pb-claims" }, this.#summary, this.#list(claims), ...this.#folded(setUp));
    this.clear();
  }

  /** How many claims there are. */
  get number(): number {
    return [...this.#lines.values()].filter(({ kind }) => kind !== "set-up").length;
  }

  /** "2 of 5 claims hold", or how many there are while nothing is known of them. */
  get tally(): string {
    return this.#results.size === 0 ? count(this.number, "claim") : held([...this.#results.values()]);
  }

  get allHold(): boolean {
    const results = [...this.#results.values()];
    return results.length === this.#lines.size && results.every(({ verdict }) => verdict === "holds");
  }

  show(result: Result): void {
    this.#results.set(result.line, result);
    const holds = result.verdict === "holds";
    const item = this.#items.get(result.line);
    item?.classList.remove("pb-holds", "pb-breaks");
    item?.classList.add(`pb-${result.verdict}`);
    item?.querySelector(".pb-state")?.replaceChildren(holds ? "holds" : "breaks");
    item?.querySelector(".pb-instead")?.replaceChildren(...(holds ? [] : instead(result)));
    this.#tell();
  }

  clear(): void {
    this.#results = new Map();
    for (const item of this.#items.values()) {
      item.classList.remove("pb-holds", "pb-breaks");
      item.querySelector(".pb-state")?.replaceChildren("not proven yet");
      item.querySelector(".pb-instead")?.replaceChildren();
    }
    this.#tell();
  }

  #tell(): void {
    this.#summary.textContent = this.number === 1 ? "The claim" : `All ${this.number} claims`;
    const broken = [...this.#results.values()].filter(({ verdict }) => verdict === "breaks");
    // What only sets things up is said where nothing else explains why the claims break.
    const first = broken.find(({ kind }) => kind !== "set-up") ?? broken[0];
    const line = first && this.#lines.get(first.line);
    this.first.replaceChildren(...(first && line ? [enlarged(first, line)] : []));
  }

  /** Returns the lines under what the proof says of them. */
  #list(lines: readonly ProofLine[]): HTMLElement {
    const made = element("div");
    let says: string | undefined;
    let group = element("ul");
    for (const line of lines) {
      if (line.says !== says) {
        group = element("ul");
        made.append(...(line.says ? [element("p", {}, line.says)] : []), group);
      }
      says = line.says;
      group.append(this.#items.get(line.number) ?? "");
    }
    return made;
  }

  #folded(setUp: readonly ProofLine[]): HTMLElement[] {
    if (setUp.length === 0) return [];
    const items = setUp.map(({ number }) => this.#items.get(number) ?? "");
    return [
      element(
        "details",
        {},
        element("summary", {}, `Set-up: ${count(setUp.length, "line")}`),
        element("ul", {}, ...items),
      ),
    ];
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

function enlarged(result: Result, line: ProofLine): HTMLElement {
  const says = line.says === "" ? [] : [element("p", { class: "pb-caption" }, line.says)];
  return element("div", {}, ...says, element("pre", {}, element("code", {}, line.source)), ...instead(result));
}

function instead({ got, want, ended }: Result): Node[] {
  if (ended === "not reached") return [element("span", {}, "not reached")];
  const [now, wanted] = contrast(got, want);
  return [row("now", now), row("wanted", wanted)];
}

function row(word: string, shown: HTMLElement): HTMLElement {
  return element("span", { class: "pb-value" }, element("b", {}, word), " ", shown);
}
