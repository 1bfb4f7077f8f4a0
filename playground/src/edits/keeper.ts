/** Keeps what one editor holds, and knows what others hold of the same example. */
import { EditShelf, freshId, type Edit } from "./edits.ts";

export class Keeper {
  readonly #shelf: EditShelf;
  readonly #version: string;
  readonly #now: () => number;
  #id = freshId();
  /** What the editor shows, as far as it is kept. */
  #current: Edit | undefined;
  /** The kept edit whose place the current one takes, once that is kept. */
  #continues: Edit | undefined;
  /** The browser refused to keep the last change. */
  refused = false;

  constructor(shelf: EditShelf, version: string, now: () => number = Date.now) {
    this.#shelf = shelf;
    this.#version = version;
    this.#now = now;
  }

  get current(): Edit | undefined {
    return this.#current;
  }

  /** The edit was made before the example became what it is. */
  get outdated(): boolean {
    return this.#current !== undefined && this.#current.version !== this.#version;
  }

  /** Continues from the newest edit, or from the one that is `source` already; returns it. */
  restore(source?: string): Edit | undefined {
    const kept = this.#shelf.list();
    this.#current = source === undefined ? kept[0] : kept.find((edit) => edit.source === source);
    return this.#current;
  }

  /** Keeps `source`, in place of what it continues; keeps nothing of it once it is the original again. */
  change(source: string, edited: boolean): void {
    const before = this.#current;
    if (before?.source === source && !this.refused) return;
    if (before && before.id !== this.#id) this.#continues = before;
    this.#current = edited ? { id: this.#id, source, at: this.#now(), version: this.#version } : undefined;
    this.refused = this.#current !== undefined && !this.#shelf.keep(this.#current);
    if (!this.refused) this.#supersede();
    if (!edited) this.#shelf.forget(this.#id);
  }

  /** Continues from another edit; what was shown before stays kept beside it. */
  take(edit: Edit): void {
    this.#id = freshId();
    this.#current = edit;
    this.#continues = undefined;
    this.refused = false;
  }

  /** Puts the edit back if another tab took it away while it is still in this one's editor. */
  defend(): void {
    const { id } = this.#current ?? {};
    if (this.#current && id === this.#id && !this.#stored(id)) this.refused = !this.#shelf.keep(this.#current);
  }

  /** Returns another edit that is kept: the next older one, or else the newest. */
  get other(): Edit | undefined {
    const mine = this.#current;
    const others = this.#shelf.list().filter(({ id, source }) => id !== mine?.id && source !== mine?.source);
    return others.find(({ at }) => mine && at < mine.at) ?? others[0];
  }

  #supersede(): void {
    const before = this.#continues;
    this.#continues = undefined;
    if (!before) return;
    // Another tab may have gone on with it since.
    if (this.#stored(before.id)?.at === before.at) this.#shelf.forget(before.id);
  }

  #stored(id: string): Edit | undefined {
    return this.#shelf.list().find((edit) => edit.id === id);
  }
}
