/** "Mend it": the claims beside the bad example, which turn green one by one as the reader mends the code. */
import { Claims } from "./claims.ts";
import { compare } from "./compare.ts";
import { element } from "../base/dom.ts";
import { Hints } from "./hints.ts";
import { hunks } from "../editor/hunks.ts";
import { nextRule, sectionOf } from "./rule-page.ts";
import type { ProofView } from "./proof-table.ts";
import type { Report, Result } from "../protocol/protocol.ts";
import type { Rule } from "../data/rules.ts";
import { count } from "../wording.ts";

/** Where the reader mends: what belongs to the page that the example stands on. */
export interface Workplace {
  /** Returns the reader's code. */
  source(): string;
  /** Returns where these lines of the bad example stand now, as far as they are still there. */
  placesOf(lines: readonly number[]): readonly number[];
  /** Brings a line of the code into sight. */
  look(line: number): void;
  /** Returns the address at which another rule's bad example is mended. */
  exercise(id: string): URL;
  /** Covers the good example, or shows it; absent where it is not on the page. */
  cover?(covered: boolean): void;
  /** The question of the first week that sent the reader here. */
  readonly question?: URL;
}

export class Mend implements ProofView {
  readonly element = element("div", { class: "pb-mend", role: "group", "aria-label": "Mend it", hidden: true });
  /** Says how many claims hold, wherever the reader is. */
  readonly tally = element("span", { class: "pb-tally", hidden: true });
  readonly #rule: Rule;
  readonly #place: Workplace;
  readonly #claims: Claims;
  readonly #hints: Hints;
  readonly #task = element("p", { class: "pb-task" });
  readonly #done = element("div", { class: "pb-done" });
  readonly #cover = element("button", { type: "button", class: "pb-button", "aria-pressed": "false" });

  constructor(rule: Rule, place: Workplace) {
    this.#rule = rule;
    this.#place = place;
    this.#claims = new Claims(rule.lines);
    this.#hints = new Hints({
      marked: () => place.placesOf(markedLines(rule)),
      source: () => place.source(),
      good: rule.good,
      beside: () => this.#beside,
      look: (line) => place.look(line),
      inReview: () => sectionOf(rule.id, "in-review"),
    });
    this.#cover.textContent = "Show the good example";
    this.#cover.addEventListener("click", () => this.#uncover(this.#cover.ariaPressed !== "true"));
    const help = element("div", { class: "pb-help" }, this.#hints.element, ...(place.cover ? [this.#cover] : []));
    const back = place.question ? [element("p", {}, wayBack(place.question))] : [];
    this.element.append(this.#task, ...back, this.#claims.first, this.#done, this.#claims.all, help);
    this.remove();
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  /** Shows the claims, or hides them; the good example is covered meanwhile. */
  toggle(): void {
    this.element.hidden = this.tally.hidden = this.open;
    this.#uncover(!this.open);
    if (this.open) this.#cover.ariaPressed = "false";
  }

  /** Scrolls the claims into sight, and with them, where they stand beside the code, the line that is marked. */
  bringIntoSight(): void {
    const beside = this.#beside;
    ((beside && this.#code) || this.element).scrollIntoView({ block: "start", behavior: "instant" });
    const [first] = this.#place.placesOf(markedLines(this.#rule));
    if (beside && first !== undefined) this.#place.look(first);
  }

  begin(): void {
    this.remove();
    this.#say("Proving…", "proving");
  }

  show(result: Result): void {
    this.#claims.show(result);
    if (this.#claims.allHold) this.#congratulate();
    else this.#say(`Change the code until ${this.#all} hold.`, "breaks");
  }

  /** Says why nothing was proven. */
  refuse({ verdict }: Report): void {
    this.#claims.clear();
    this.#say(verdict, "breaks");
  }

  outdate(): void {
    const { state } = this.element.dataset;
    if (state === "new") return;
    this.#done.replaceChildren();
    this.#say("You have changed the code since: prove it again.", "outdated");
  }

  remove(): void {
    this.#claims.clear();
    this.#done.replaceChildren();
    this.#say(`Change the code until ${this.#all} hold, then prove it.`, "new");
  }

  get #code(): Element | null {
    return this.element.closest(".pb-example")?.querySelector(".highlight") ?? null;
  }

  /** The claims stand beside the code, not above it. */
  get #beside(): boolean {
    const code = this.#code?.getBoundingClientRect();
    return code !== undefined && code.right <= this.element.getBoundingClientRect().left;
  }

  get #all(): string {
    const { number } = this.#claims;
    return number === 1 ? "the claim" : `all ${count(number, "claim")}`;
  }

  #uncover(shown: boolean): void {
    this.#cover.ariaPressed = String(shown);
    this.#place.cover?.(!shown);
  }

  #say(text: string, state: string): void {
    this.element.dataset["state"] = state;
    this.#task.textContent = text;
    this.tally.textContent = this.#claims.tally;
    this.tally.dataset["state"] = state;
  }

  #congratulate(): void {
    if (this.element.dataset["state"] === "mended") return;
    this.#say(`Well done: ${this.#all} hold.`, "mended");
    this.#hints.clear();
    const next = element("p");
    this.#done.replaceChildren(
      element("p", { class: "pb-way" }, "How your way differs from the book’s:"),
      compare(this.#place.source(), this.#rule.good),
      next,
    );
    nextRule(this.#rule)
      .then((rule) => rule && next.replaceChildren(...this.#invitation(rule.id, rule.title)))
      .catch(() => undefined);
  }

  #invitation(id: string, title: string): (Node | string)[] {
    return ["Next exercise: ", element("a", { href: this.#place.exercise(id).href }, `${id} · ${title}`)];
  }
}

function wayBack(question: URL): HTMLElement {
  return element("a", { href: question.href }, "Back to the question of your first week");
}

/** Lines that change because others do. */
const ASIDE = /^\s*(?:import |from |"""|$)/;

/** Returns the lines of the bad example that the good one does not have, or where it has more. */
function markedLines({ bad, good }: Rule): number[] {
  const texts = bad.split("\n");
  const found = hunks(bad, good);
  const lines = found.flatMap(({ oldLine, removed }) => removed.map((_, index) => oldLine + index));
  const places = lines.length > 0 ? lines : found.map(({ oldLine }) => oldLine);
  const telling = places.filter((line) => !ASIDE.test(texts[line - 1] ?? ""));
  return telling.length > 0 ? telling : places;
}
