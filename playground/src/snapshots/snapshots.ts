/** The snapshot of the interpreter that the page uses: one, lent to who restores it, and kept for the next visit. */
import { deferred, type Deferred } from "../base/deferred.ts";
import type { Coming } from "./shelf.ts";
import type { Place } from "./shelf-messages.ts";

/** Keeps snapshots from visit to visit. */
export interface Shelf {
  load(place: Place): Promise<Coming | undefined>;
  save(place: Place, snapshot: ArrayBuffer): Promise<ArrayBuffer | undefined>;
  remove(place: Place): Promise<void>;
}

interface Held {
  readonly place: Place;
  /** Not here while it is lent, or when there is none. */
  bytes?: ArrayBuffer;
  lent?: Deferred<void>;
  /** It was made on this page, and not read from the shelf. */
  made: boolean;
  stored: boolean;
}

/** The first output is not to wait for the saving, nor is the saving to wait for a long program. */
const SAVE_MS = 2000;

export class Snapshots {
  readonly #shelf: Shelf;
  #held: Held | undefined;
  #unsaved: (() => void) | undefined;
  #wanted = true;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** Says whether there is a snapshot at hand, so that an interpreter need not be used twice. */
  available(place: Place): boolean {
    return this.#held?.place.name === place.name && (this.#held.bytes ?? this.#held.lent) !== undefined;
  }

  /** Says whether a new one is of use. */
  worthMaking(): boolean {
    return this.#wanted;
  }

  /** Lends the snapshot, from memory or from an earlier visit; returns nothing if there is none. */
  async borrow(place: Place): Promise<Coming | undefined> {
    if (!this.#wanted) return undefined;
    if (this.#held?.place.name !== place.name) this.#held = { place, made: false, stored: true };
    const mine = this.#held;
    while (mine.lent) await mine.lent.promise;
    const { bytes } = mine;
    const coming = bytes
      ? { bytes: Promise.resolve(bytes), sound: Promise.resolve(true) }
      : await this.#shelf.load(place);
    if (!coming) return undefined;
    delete mine.bytes;
    mine.lent = deferred();
    return coming;
  }

  /** Takes a snapshot back, or a new one in, or hears that it is lost. */
  giveBack(place: Place, bytes: ArrayBuffer | undefined): void {
    if (this.#held?.place.name !== place.name) return;
    if (bytes && !this.#held.lent) {
      this.#held.made = true;
      this.#held.stored = false;
      this.#unsaved = () => void this.#keep(place);
      setTimeout(() => this.saveNew(), SAVE_MS);
    }
    const { lent } = this.#held;
    if (bytes) this.#held.bytes = bytes;
    delete this.#held.lent;
    lent?.resolve();
  }

  /** Stores the snapshot, if it is new: the reader may leave soon. */
  saveNew(): void {
    this.#unsaved?.();
    this.#unsaved = undefined;
  }

  /** Gives back what was borrowed for nothing. */
  async handBack(place: Place, borrowed: Promise<Coming | undefined>): Promise<void> {
    const coming = await borrowed;
    if (coming) this.giveBack(place, await coming.bytes);
  }

  /** Forgets one that gives no sound interpreter; if it was made on this page, no other is made. */
  async drop(place: Place): Promise<void> {
    if (this.#held?.place.name === place.name) {
      if (this.#held.made) this.#wanted = false;
      const { lent } = this.#held;
      this.#held = undefined;
      lent?.resolve();
    }
    await this.#shelf.remove(place);
  }

  /** Stores the snapshot for the next visit; the memory is back as soon as it is copied. */
  async #keep(place: Place): Promise<void> {
    while (this.#held?.lent) await this.#held.lent.promise;
    // By now another may have come, or none be left.
    if (!this.#held?.bytes || this.#held.stored || this.#held.place.name !== place.name) return;
    this.#held.stored = true;
    const bytes = this.#held.bytes;
    delete this.#held.bytes;
    this.#held.lent = deferred();
    this.giveBack(place, await this.#shelf.save(place, bytes));
  }
}
