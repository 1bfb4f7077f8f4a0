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

/** Returns what a line gave and what it should have given; the parts that differ are marked. */
export function contrast(got: string, want: string): [HTMLElement, HTMLElement] {
  if (got === "" || want === "" || isError(got) || isError(want)) return [value(got), value(want)];
  const [one, other] = aligned(got, want);
  const parts = diffWordsWithSpace(one, other);
  const shared = parts
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, part) => sum + part.value.length, 0);
  if (shared < ALIKE * Math.min(one.length, other.length)) return [value(got), value(want)];
  const side = (left: "added" | "removed"): HTMLElement => {
    const shown = parts.filter((part) => !part[left]);
    const pieces = shown.map((part, index) =>
      part.added || part.removed
        ? element("mark", { class: "pb-differs" }, part.value)
        : abridged(part.value, index === 0, index === shown.length - 1),
    );
    return element("code", {}, ...pieces);
  };
  return [side("added"), side("removed")];
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
