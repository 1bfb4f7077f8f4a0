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

/** A snapshot that is lent: nobody else has it until it is given back. */
export interface Loan extends Coming {
  /** Gives it back, or says that it is lost; what comes after that counts no more. */
  giveBack(bytes: ArrayBuffer | undefined): void;
}

interface Held {
  readonly place: Place;
  /** Not here while it is lent, or when there is none. */
  bytes?: ArrayBuffer;
  /** Settles once nobody has it, or is looking for it. */
  lent?: Deferred<void>;
  /** It is being looked for: nobody knows yet whether there is one. */
  sought: boolean;
  /** It was made on this page, and not read from the shelf. */
  made: boolean;
  stored: boolean;
}

/** The first output is not to wait for the saving, nor is the saving to wait for a long program. */
const SAVE_MS = 2000;

export class Snapshots {
  readonly #shelf: Shelf;
  /** Where one is stored that gives no sound interpreter, as far as it could not be removed. */
  readonly #unfit = new Set<string>();
  #held: Held | undefined;
  #unsaved: (() => void) | undefined;
  #wanted = true;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** Says whether there is a snapshot at hand, so that an interpreter need not be used twice. */
  available(place: Place): boolean {
    const held = this.#heldFor(place);
    return held !== undefined && (held.bytes !== undefined || (held.lent !== undefined && !held.sought));
  }

  /** Says whether a new one is of use. */
  worthMaking(): boolean {
    return this.#wanted;
  }

  /** Lends the snapshot, from memory or from an earlier visit; returns nothing if there is none. */
  async borrow(place: Place): Promise<Loan | undefined> {
    const turn = deferred<void>();
    const held = await this.#claim(place, turn);
    if (!held) return undefined;
    const { bytes } = held;
    delete held.bytes;
    if (bytes) return this.#loan(held, turn, { bytes: Promise.resolve(bytes), sound: Promise.resolve(true) });
    held.sought = true;
    const coming = this.#unfit.has(place.name) ? undefined : await this.#shelf.load(place).catch(() => undefined);
    held.sought = false;
    if (coming) return this.#loan(held, turn, coming);
    release(held, turn);
    return undefined;
  }

  /** Takes a new one in. */
  takeIn(place: Place, bytes: ArrayBuffer): void {
    const held = this.#heldFor(place);
    // Somebody who looks for one, or has it, has come first.
    if (!held || held.lent) return;
    Object.assign(held, { bytes, made: true, stored: false });
    this.#unsaved = () => void this.#keep(held);
    setTimeout(() => this.saveNew(), SAVE_MS);
  }

  /** Stores the snapshot, if it is new: the reader may leave soon. */
  saveNew(): void {
    this.#unsaved?.();
    this.#unsaved = undefined;
  }

  /** Gives back what was borrowed for nothing. */
  async handBack(borrowed: Promise<Loan | undefined>): Promise<void> {
    const loan = await borrowed;
    loan?.giveBack(await loan.bytes);
  }

  /** Forgets one that gives no sound interpreter; if it was made on this page, no other is made. */
  async drop(place: Place): Promise<void> {
    const held = this.#heldFor(place);
    this.#unfit.add(place.name);
    if (held?.made) this.#wanted = false;
    if (held) this.#replace(undefined);
    await this.#shelf.remove(place);
  }

  #heldFor(place: Place): Held | undefined {
    return this.#held?.place.name === place.name ? this.#held : undefined;
  }

  /** Returns what is held for the place once it is this one's turn; nothing if none is of use. */
  async #claim(place: Place, turn: Deferred<void>): Promise<Held | undefined> {
    while (this.#wanted) {
      if (!this.#heldFor(place)) this.#replace({ place, sought: false, made: false, stored: true });
      const held = this.#heldFor(place) as Held;
      if (!held.lent) {
        // Before anything is waited for: whoever asks meanwhile must see that it is taken.
        held.lent = turn;
        return held;
      }
      // It may be another one's, or gone, by the time that it is free.
      await held.lent.promise;
    }
    return undefined;
  }

  /** Holds another one, or none; who waits for the one that goes looks again. */
  #replace(next: Held | undefined): void {
    const gone = this.#held;
    this.#held = next;
    if (gone?.lent) release(gone, gone.lent);
  }

  #loan(held: Held, turn: Deferred<void>, coming: Coming): Loan {
    const giveBack = (bytes: ArrayBuffer | undefined): void => {
      if (held.lent !== turn) return;
      if (bytes) held.bytes = bytes;
      release(held, turn);
    };
    return { ...coming, giveBack };
  }

  /** Stores the snapshot for the next visit; the memory is back as soon as it is copied. */
  async #keep(held: Held): Promise<void> {
    while (held.lent) await held.lent.promise;
    const { place, bytes } = held;
    // By now another may have come, or none be left.
    if (!bytes || held.stored || this.#held !== held) return;
    const turn = (held.lent = deferred());
    held.stored = true;
    delete held.bytes;
    const copied = await this.#shelf.save(place, bytes).catch(() => undefined);
    this.#unfit.delete(place.name);
    this.#loan(held, turn, { bytes: Promise.resolve(copied), sound: Promise.resolve(true) }).giveBack(copied);
  }
}

/** Lets go of what is lent, if it is still this loan that is meant. */
function release(held: Held, turn: Deferred<void>): void {
  if (held.lent === turn) delete held.lent;
  turn.resolve();
}
