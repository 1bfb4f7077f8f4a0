/** Which rules of the index are shown, and in which order. */
import { idIn } from "../base/rule-id.ts";
import type { View } from "./view.ts";

/** A rule as the index knows it. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly area: string;
  /** What the area is called. */
  readonly areaTitle: string;
  readonly tags: readonly string[];
  /** The tools that find it broken, or `review` alone. */
  readonly found: readonly string[];
  readonly browser: string;
  /** All that is searched for words, in small letters. */
  readonly text: string;
}

const LEVELS = ["must", "should", "may"];

/** Returns a test of whether a row is shown; an ID in the text stands for its rule alone, if there is one. */
export function filter(rows: readonly Row[], view: View): (row: Row) => boolean {
  const id = idIn(view.words);
  const named = rows.some((row) => row.id === id);
  const words = view.words
    .toLowerCase()
    .split(/[\s:;,"'`()]+/)
    .filter(Boolean);
  return (row) =>
    (named ? row.id === id : words.every((word) => row.text.includes(word))) &&
    (!view.area || row.area === view.area) &&
    (!view.level || row.level === view.level) &&
    (!view.tag || row.tags.includes(view.tag)) &&
    (!view.found || isFound(row, view.found)) &&
    (!view.browser || row.browser === view.browser);
}

function isFound({ found }: Row, by: string): boolean {
  return by === "tool" ? !found.includes("review") : found.includes(by);
}

/** Returns the rows in this order; what is equal stays in the order of the charter, which is that of `rows`. */
export function sorted<Kind extends Row>(rows: readonly Kind[], order: string): readonly Kind[] {
  const compared = ORDERS[order];
  return compared ? [...rows].sort(compared) : rows;
}

const ORDERS: Readonly<Record<string, (one: Row, other: Row) => number>> = {
  id: (one, other) => alphabetical(one.id, other.id),
  title: (one, other) => alphabetical(one.title, other.title),
  level: (one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level),
  area: (one, other) => alphabetical(one.areaTitle, other.areaTitle),
};

function alphabetical(one: string, other: string): number {
  return one.localeCompare(other, "en");
}

/** Returns what to say of so many rules, beside the text that was typed. */
export function summary(shown: number, rows: readonly Row[], typed: string): string {
  const count = shown === rows.length ? `${shown} rules` : `${shown} of ${rows.length} rules`;
  const id = idIn(typed);
  if (id && rows.some((row) => row.id === id)) return `${count}. Enter opens ${id}.`;
  if (id && rows.some((row) => prefix(row.id) === prefix(id))) return `${count}. No rule is called ${id}.`;
  return shown ? count : `${count}. Take a filter off, or look for fewer words.`;
}

function prefix(id: string): string {
  return id.replace(/\d+$/, "");
}
