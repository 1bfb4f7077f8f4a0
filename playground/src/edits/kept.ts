/** The reader's edit of one example: it is kept from visit to visit, and the page says which one it shows. */
import { element } from "../base/dom.ts";
import { askToKeep } from "./ask-to-keep.ts";
import { editPrefix, storage } from "./edit-key.ts";
import { EditShelf, type Edit } from "./edits.ts";
import { Keeper } from "./keeper.ts";
import { normalised } from "../base/text.ts";
import { count, dateAndTime } from "../wording.ts";

export interface KeptOptions {
  readonly rule: string;
  readonly example: string;
  readonly version: string;
  /** What the editor is to show from the beginning, if not what is kept. */
  readonly source?: string | undefined;
}

/** The editor, as far as it matters here. */
export interface Shown {
  source: string;
  readonly edited: boolean;
  /** How many lines are not as the page has them. */
  readonly changedLines: number;
}

const PAUSE_MS = 300;

export class Kept {
  readonly element = element("p", { class: "pb-kept", hidden: true });
  /** What was kept at an earlier visit, or the code that came with the options. */
  readonly restored: string | undefined;
  readonly #page: Pick<typeof globalThis, "addEventListener">;
  readonly #shelf: EditShelf;
  readonly #keeper: Keeper;
  readonly #mark = element("span");
  readonly #other = element("span", { "aria-live": "polite" });
  readonly #said = element("span", { "aria-live": "polite" });
  readonly #show = element("button", { type: "button", class: "pb-button", hidden: true }, "Show it");
  readonly #end = new AbortController();
  #shown: Shown | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `store` is where edits are kept; `page` tells of other tabs, and of the end. */
  constructor(
    { rule, example, version, source }: KeptOptions,
    store = storage(),
    page: Pick<typeof globalThis, "addEventListener"> = globalThis,
  ) {
    this.#page = page;
    this.#shelf = new EditShelf(editPrefix(rule, example), store);
    this.#keeper = new Keeper(this.#shelf, version);
    this.restored = source === undefined ? this.#keeper.restore()?.source : normalised(source);
    if (this.restored !== undefined) this.#keeper.restore(this.restored);
    this.element.append(this.#mark, " ", this.#other, " ", this.#show, " ", this.#said);
  }

  /** Begins to keep what `shown` holds. */
  follow(shown: Shown): void {
    this.#shown = shown;
    const { signal } = this.#end;
    const heard = (): void => this.#heard("Another tab changed it");
    this.#page.addEventListener("storage", ({ key }) => this.#shelf.holds(key) && heard(), { signal });
    this.#page.addEventListener("pageshow", ({ persisted }) => persisted && heard(), { signal });
    this.#page.addEventListener("pagehide", () => this.save(), { signal });
    this.#tell();
  }

  /** Hears that the code has changed; it is kept after a pause. */
  changed(): void {
    if (this.#end.signal.aborted) return;
    say(this.#said, "");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  /** Keeps the code as it is now. */
  save(): void {
    clearTimeout(this.#timer);
    // Code that came with a link is not the reader's before it is changed.
    if (!this.#shown || (!this.#keeper.current && this.#shown.source === this.restored)) return;
    this.#keeper.change(this.#shown.source, this.#shown.edited);
    if (this.#keeper.current && !this.#keeper.refused) askToKeep();
    this.#tell();
  }

  /** Keeps the code as it is now, and says whether it is kept. */
  saveNow(): void {
    this.save();
    const kept = this.#keeper.current !== undefined && !this.#keeper.refused;
    say(this.#said, kept ? "Saved in this browser." : this.#keeper.refused ? "" : "There is no change to save.");
    this.element.hidden = false;
  }

  /** Keeps the code, and listens no longer. */
  close(): void {
    this.save();
    this.#end.abort();
  }

  #heard(news: string): void {
    this.#keeper.defend();
    this.#tell(news);
  }

  #take(edit: Edit): void {
    if (!this.#shown) return;
    this.save();
    this.#keeper.take(edit);
    this.#shown.source = edit.source;
    this.#tell();
  }

  #tell(news = "Another edit of yours is kept"): void {
    const { current, other, outdated, refused } = this.#keeper;
    const mark = current ? markOf(current, this.#shown?.changedLines ?? 0, outdated) : "";
    say(this.#mark, refused ? refusal() : mark);
    say(this.#other, other ? `${news}: ${dateAndTime(other.at)}.` : "");
    this.#show.hidden = !other;
    this.#show.onclick = () => other && this.#take(other);
    this.element.hidden = !current && !other && this.#said.textContent === "";
  }
}

/** Returns why an edit is not kept, and what to do about it. */
function refusal(): string {
  return storage()
    ? "Your edit could not be kept: the browser has no room left for this site. Copy it before you leave the page."
    : "Your edit could not be kept: this browser lets the site store nothing, as in a private window or with cookies " +
        "blocked. Copy it before you leave the page.";
}

/** Sets a text unless it stands there already: each setting would be read aloud again. */
function say(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

function markOf({ at }: Edit, lines: number, outdated: boolean): string {
  const since = outdated ? " The example has changed since." : "";
  return `Your edit of ${dateAndTime(at)}: ${count(lines, "line")} changed.${since}`;
}
