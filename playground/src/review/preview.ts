/**
 * The card that shows a rule beside a link to it. Escape closes it, the pointer can move into it, and it stays as long as
 * the pointer or the keyboard is on the link or the pointer on the card (WCAG 2.2, 1.4.13).
 */
import { element } from "../base/dom.ts";
import { fetchJson } from "../data/rules.ts";
import { place } from "./place.ts";

/** What is used of `preview.json`. */
export interface Preview {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly sentence: string;
  readonly difference: { readonly bad: string; readonly good: string };
}

const OPEN_MS = 350;
const CLOSE_MS = 250;
const FILE = "preview.json";
const SENTENCE = "pb-preview-sentence";

/** Returns the card of a rule; all of it is text. */
export function card({ id, title, level, sentence, difference }: Preview): HTMLElement {
  const name = title.startsWith(id) ? title.slice(id.length).replace(/^[\s·]+/, "") : title;
  return element(
    "div",
    { class: "pb-preview md-typeset", role: "tooltip" },
    element("p", { class: "pb-preview-title" }, badge(level), " ", element("b", {}, id), ` ${name}`),
    element("p", { id: SENTENCE }, ...withCode(sentence)),
    element(
      "div",
      { class: "pb-wide" },
      element("div", { class: "pb-difference" }, side("bad", difference.bad), side("good", difference.good)),
    ),
  );
}

function badge(level: string): HTMLElement {
  return element("span", { class: `pb-level pb-${level}` }, level);
}

function side(name: "bad" | "good", lines: string): HTMLElement {
  const code = element("pre", {}, element("code", {}, lines));
  const title = element("b", { class: "pb-side" }, name === "bad" ? "Bad" : "Good");
  return element("div", { class: `pb-${name}` }, title, element("div", { class: "highlight" }, code));
}

function withCode(text: string): (Node | string)[] {
  return text.split(/`([^`]+)`/).map((part, n) => (n % 2 ? element("code", {}, part) : part));
}

/** The one card of a page, and the link that it belongs to. */
class Card {
  readonly #previews = new Map<string, Promise<Preview>>();
  /** The link that the reader is on, whose card is open or about to be. */
  #wanted: HTMLAnchorElement | undefined;
  #link: HTMLAnchorElement | undefined;
  #shown: HTMLElement | undefined;
  /** The link whose card the reader has closed; it offers none until they have left it. */
  #closed: HTMLAnchorElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    document.addEventListener("keydown", (event) => this.#onKey(event), { capture: true });
    document.addEventListener("pointerout", ({ target, relatedTarget }) => this.#left(target, relatedTarget));
    document.addEventListener("focusout", ({ target, relatedTarget }) => this.#left(target, relatedTarget));
    document.addEventListener("click", ({ target }) => {
      if (this.#wanted?.contains(target as Node)) this.#close();
    });
    addEventListener("resize", () => this.#close());
  }

  /** Opens the link's card if the reader stays on it. */
  offer(link: HTMLAnchorElement): void {
    if (link === this.#closed) return;
    clearTimeout(this.#timer);
    this.#wanted = link;
    if (link === this.#link) return;
    this.#timer = setTimeout(() => void this.#open(link).catch((error: unknown) => console.warn(error)), OPEN_MS);
  }

  async #open(link: HTMLAnchorElement): Promise<void> {
    const loaded = await this.#fetch(new URL(FILE, link.origin + link.pathname));
    if (!isOn(link) || link !== this.#wanted) return;
    this.#close();
    this.#wanted = link;
    this.#link = link;
    this.#shown = card(loaded);
    // The browser's own tip would lie over the card.
    if (link.title) link.dataset["pbTitle"] = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", SENTENCE);
    (link.closest("main") ?? document.body).append(this.#shown);
    place(this.#shown, link);
  }

  #fetch(address: URL): Promise<Preview> {
    const known = this.#previews.get(address.href) ?? fetchJson<Preview>(address);
    this.#previews.set(address.href, known);
    known.catch(() => this.#previews.delete(address.href));
    return known;
  }

  /** Closes the card, unless the reader comes back to it or to its link in time. */
  #left(from: EventTarget | null, to: EventTarget | null): void {
    const inside = (part: HTMLElement | undefined, at: EventTarget | null): boolean => !!part?.contains(at as Node);
    if (inside(this.#closed, from) && !inside(this.#closed, to)) this.#closed = undefined;
    const parts = [this.#wanted, this.#link, this.#shown];
    if (!parts.some((part) => inside(part, from)) || parts.some((part) => inside(part, to))) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const stays = this.#shown?.matches(":hover") || (this.#link && isOn(this.#link));
      if (!stays) this.#close();
    }, CLOSE_MS);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    this.#closed = this.#wanted;
    if (this.#shown) event.stopPropagation();
    this.#close();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#shown?.remove();
    this.#link?.removeAttribute("aria-describedby");
    if (this.#link?.dataset["pbTitle"]) this.#link.title = this.#link.dataset["pbTitle"];
    this.#shown = this.#link = this.#wanted = undefined;
  }
}

function isOn(link: HTMLAnchorElement): boolean {
  return link.matches(":hover, :focus-visible");
}

let only: Card | undefined;

/** Shows the card of the rule that the link leads to, once the reader has rested on it. */
export function preview(link: HTMLAnchorElement): void {
  only ??= new Card();
  only.offer(link);
}
