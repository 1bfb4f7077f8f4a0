/** What the index of rules shows, as its address says it: which filters are set, and how it is sorted. */
import { shortened } from "../base/text.ts";

/** The names that stand in the address, in this order. */
export const NAMES = ["words", "area", "level", "found", "tag", "browser", "sort"] as const;
export type Name = (typeof NAMES)[number];

/** The value of each name; an empty one is not set. */
export type View = Readonly<Record<Name, string>>;

/** The values that each name may have; any text is good for `words`. */
export type Choices = Readonly<Record<Exclude<Name, "words">, readonly string[]>>;

/** Everything is shown, in the order of the charter. */
export const PLAIN: View = { words: "", area: "", level: "", found: "", tag: "", browser: "", sort: "" };

/** What a browser's keyword asks for: a rule by its ID, or else words. */
export const FIND = "find";

// Put into addresses by others: the theme's search opens with the words of `q`, and marks those of `h`.
const OTHERS = /^(q|h|find|utm_.*|[a-z]*clid)$/;
const MOST_SHOWN = 40;

/** Returns what the query of an address asks for, and a sentence for each part of it that means nothing. */
export function read(query: string, choices: Choices): { view: View; slips: readonly string[] } {
  const view: Record<Name, string> = { ...PLAIN };
  const slips: string[] = [];
  const seen = new Set<string>();
  for (const [name, raw] of new URLSearchParams(query)) {
    const value = raw.trim();
    if (OTHERS.test(name)) continue;
    if (!isName(name)) slips.push(`There is no filter ${quoted(name)}. The filters are ${listed(NAMES)}.`);
    else if (seen.has(name))
      slips.push(`${quoted(name)} stands twice; the first one counts, and not ${quoted(value)}.`);
    else if (name === "words") view.words = value;
    else if (value) {
      const known = choices[name].find((choice) => choice === value.toLowerCase());
      if (known === undefined) slips.push(`${name} cannot be ${quoted(value)}. It is ${listed(choices[name], "or")}.`);
      else view[name] = known;
    }
    seen.add(name);
  }
  return { view, slips };
}

/** Returns the query that asks for this view, with its `?`; nothing for the plain one. */
export function written(view: View): string {
  const query = new URLSearchParams(NAMES.filter((name) => view[name]).map((name) => [name, view[name]])).toString();
  return query && `?${query}`;
}

function isName(name: string): name is Name {
  return (NAMES as readonly string[]).includes(name);
}

function quoted(text: string): string {
  return `“${shortened(text, MOST_SHOWN)}”`;
}

/** Returns the words in one line: `a, b and c`. */
function listed(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
