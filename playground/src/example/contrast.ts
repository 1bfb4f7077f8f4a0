/** Shows two values so that what differs is found at once, however long they are. */
import { diffWordsWithSpace } from "diff";
import { element } from "../base/dom.ts";
import { value } from "./value.ts";

/** Longer values are cut to this around the first difference: to compare more takes the browser too long. */
const COMPARED_CHARS = 4000;
/** As much of a stretch that both have stands on each side of a difference. */
const AROUND_CHARS = 40;
/** Values that share less than this part of their characters have nothing that a mark would help to find. */
const ALIKE = 0.3;

/** A part of a value; one that the other value does not have is marked. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** Returns what a line gave and what it should have given; the parts that differ are marked. */
export function contrast(got: string, want: string): [HTMLElement, HTMLElement] {
  const found = isError(got) || isError(want) ? undefined : pieces(got, want);
  return found ? [marked(found[0]), marked(found[1])] : [value(got), value(want)];
}

/** Returns both values in pieces, without what is far from any difference; nothing if they have little in common. */
export function pieces(got: string, want: string): [Piece[], Piece[]] | undefined {
  const [one, other] = aligned(got, want);
  const parts = diffWordsWithSpace(one, other);
  const both = parts.filter(({ added, removed }) => !added && !removed);
  const shared = both.reduce((sum, part) => sum + part.value.length, 0);
  if (shared === 0 || shared < ALIKE * Math.min(one.length, other.length)) return undefined;
  const without = (left: "added" | "removed"): Piece[] => {
    const shown = parts.filter((part) => !part[left]);
    return shown.map(({ value: text, added, removed }, index) =>
      added || removed
        ? { text, differs: true }
        : { text: abridged(text, index === 0, index === shown.length - 1), differs: false },
    );
  };
  return [without("added"), without("removed")];
}

function marked(found: readonly Piece[]): HTMLElement {
  const shown = found.map(({ text, differs }) => (differs ? element("mark", { class: "pb-differs" }, text) : text));
  return element("code", {}, ...shown);
}

function isError(text: string): boolean {
  return text.startsWith("raises ");
}

/** Returns the values, or as much of long ones as stands around the first difference. */
function aligned(got: string, want: string): [string, string] {
  if (Math.max(got.length, want.length) <= COMPARED_CHARS) return [got, want];
  let same = 0;
  while (same < got.length && got[same] === want[same]) same += 1;
  const from = Math.max(0, same - AROUND_CHARS);
  const cut = (text: string): string =>
    (from > 0 ? "…" : "") + text.slice(from, from + COMPARED_CHARS) + (text.length > from + COMPARED_CHARS ? "…" : "");
  return [cut(got), cut(want)];
}

/** Returns a stretch that both have, without the part of it that stands far from any difference. */
function abridged(text: string, first: boolean, last: boolean): string {
  const head = first ? 0 : AROUND_CHARS;
  const tail = last ? 0 : AROUND_CHARS;
  if (text.length <= head + tail + AROUND_CHARS) return text;
  return `${text.slice(0, head)} … ${tail > 0 ? text.slice(-tail) : ""}`;
}
