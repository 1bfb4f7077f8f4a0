/** The snapshot of the interpreter that the page uses: one, lent to who restores it, and kept for the next visit. */
import { deferred, type Deferred } from "../base/deferred.ts";
import { load, remove, save, type Coming } from "./shelf.ts";
import type { Place } from "./shelf-messages.ts";

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

let held: Held | undefined;
let unsaved: (() => void) | undefined;
let wanted = true;

/** Says whether there is a snapshot at hand, so that an interpreter need not be used twice. */
export function available(place: Place): boolean {
  return held?.place.name === place.name && (held.bytes ?? held.lent) !== undefined;
}

/** Says whether a new one is of use. */
export function worthMaking(): boolean {
  return wanted;
}

/** Lends the snapshot, from memory or from an earlier visit; returns nothing if there is none. */
export async function borrow(place: Place): Promise<Coming | undefined> {
  if (!wanted) return undefined;
  if (held?.place.name !== place.name) held = { place, made: false, stored: true };
  const mine = held;
  while (mine.lent) await mine.lent.promise;
  const { bytes } = mine;
  const coming = bytes ? { bytes: Promise.resolve(bytes), sound: Promise.resolve(true) } : await load(place);
  if (!coming) return undefined;
  delete mine.bytes;
  mine.lent = deferred();
  return coming;
}

/** Takes a snapshot back, or a new one in, or hears that it is lost. */
export function giveBack(place: Place, bytes: ArrayBuffer | undefined): void {
  if (held?.place.name !== place.name) return;
  if (bytes && !held.lent) {
    held.made = true;
    held.stored = false;
    unsaved = () => void keep(place);
    setTimeout(saveNew, SAVE_MS);
  }
  const { lent } = held;
  if (bytes) held.bytes = bytes;
  delete held.lent;
  lent?.resolve();
}

/** Stores the snapshot, if it is new: the reader may leave soon. */
export function saveNew(): void {
  unsaved?.();
  unsaved = undefined;
}

/** Gives back what was borrowed for nothing. */
export async function handBack(place: Place, borrowed: Promise<Coming | undefined>): Promise<void> {
  const coming = await borrowed;
  if (coming) giveBack(place, await coming.bytes);
}

/** Forgets one that gives no sound interpreter; if it was made on this page, no other is made. */
export async function drop(place: Place): Promise<void> {
  if (held?.place.name === place.name) {
    if (held.made) wanted = false;
    const { lent } = held;
    held = undefined;
    lent?.resolve();
  }
  await remove(place);
}

/** Stores the snapshot for the next visit; the memory is back as soon as it is copied. */
async function keep(place: Place): Promise<void> {
  while (held?.lent) await held.lent.promise;
  // By now another may have come, or none be left.
  if (!held?.bytes || held.stored || held.place.name !== place.name) return;
  held.stored = true;
  const bytes = held.bytes;
  delete held.bytes;
  held.lent = deferred();
  giveBack(place, await save(place, bytes));
}
