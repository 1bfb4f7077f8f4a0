/** What an entry is called: its ID, its section of the charter, its tools' codes, its title, other names of the fault. */
import { RULE_ID, ruleId } from "../base/rule-id.ts";
import type { Entry, RuleFacts } from "./messages.ts";
import { plainText } from "./excerpt.ts";
import { essence, flat } from "./words.ts";

/** How far up an answer belongs: whoever stands on a higher step comes first, whatever its words weigh. */
export const STEPS = {
  /** The query is the rule's ID, its section of the charter or its tool's code. */
  named: 8,
  /** One of the rule's names is the query, letter by letter; or by its words, in any order and form. */
  spelt: 7.5,
  called: 7,
  /** One of the rule's names is among the words of the query. */
  calledPartly: 5,
  /** The query is the title of a page; every word stands in one of a rule's names, somewhere in a rule, or in a page. */
  pageCalled: 3.7,
  inName: 3.6,
  whole: 3,
  pageWhole: 2,
  /** Some words do. */
  partly: 1,
  pagePartly: 0,
} as const;

/** A text as names are compared. */
export interface Name {
  readonly flat: string;
  readonly words: readonly string[];
  /** Whether it is found in the middle of other code: it has signs, or is a long name in camelCase. */
  readonly code: boolean;
}

const ID = new RegExp(`\\b${RULE_ID}\\b`, "gi");
const SECTION = /^§\s*([0-9a-z]+(?:\.\d+(?: [a-z])?)?)$|^([0-9a-z]+\.\d+(?: [a-z])?)$/i;
const CODE = /^(?=.{3})(?=.*[^\p{L}\p{N} ])|^(?=\S{6,}$).*\p{Ll}\p{Lu}/u;
const PER_WORD = 0.2;
const MOST_WORDS = 4;

export class Names {
  readonly #names = new Map<Entry, readonly Name[]>();
  readonly #titles = new Map<Entry, readonly string[]>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const title = plainText(entry.title).replace(/^[A-Z]{2,4}\d{2} · /, "");
      this.#titles.set(entry, essence(title));
      this.#names.set(entry, [...(entry.rule?.also ?? []), ...(entry.rule ? [title] : [])].map(nameOf));
    }
  }

  /** Returns how far up the entry belongs for this query; `whole` says that it has every word of it. */
  step(entry: Entry, query: Name, whole: boolean): number {
    if (isNamed(entry, query.flat)) return STEPS.named;
    const title = this.#titles.get(entry) ?? [];
    if (!entry.rule) return same(title, query.words) ? STEPS.pageCalled : whole ? STEPS.pageWhole : STEPS.pagePartly;
    const called = this.#called(entry, query);
    if (called) return called;
    if (!whole) return STEPS.partly;
    const names = this.#names.get(entry) ?? [];
    return names.some((one) => includes(one.words, query.words)) ? STEPS.inName : STEPS.whole;
  }

  #called(entry: Entry, query: Name): number {
    const names = this.#names.get(entry) ?? [];
    if (names.some((one) => one.flat === query.flat)) return STEPS.spelt;
    if (names.some((one) => same(one.words, query.words))) return STEPS.called;
    const longest = Math.max(0, ...names.map((one) => part(one, query)));
    return longest && STEPS.calledPartly + PER_WORD * longest;
  }
}

/** Returns the text as names are compared: as it is written, and by its words. */
export function nameOf(text: string): Name {
  return { flat: flat(text), words: essence(text), code: CODE.test(text.trim()) };
}

function isNamed({ rule, retired }: Entry, line: string): boolean {
  const id = rule?.id ?? retired;
  if (id && [...line.matchAll(ID)].some(([, letters = "", digits = ""]) => id === ruleId(letters, digits))) return true;
  return rule !== undefined && (isSection(rule, line) || isCode(rule, line));
}

function isSection({ charter }: RuleFacts, line: string): boolean {
  const [, marked, bare] = SECTION.exec(line) ?? [];
  const wanted = marked ?? bare;
  const own = charter.toLowerCase();
  return wanted !== undefined && (own === wanted || own.startsWith(`${wanted}${wanted.includes(".") ? " " : "."}`));
}

function isCode({ codes }: RuleFacts, line: string): boolean {
  return codes.some((code) => flat(code) === line || flat(code).split(" ").at(-1) === line);
}

/** Returns how many words of the query are the name, or 0; what stands there as code, sign by sign, counts for most. */
function part(one: Name, query: Name): number {
  if (one.code && query.flat.includes(one.flat)) return MOST_WORDS;
  // `.all()` is not meant by every query that has "all" in it.
  if (one.code && one.words.length === 1) return 0;
  return includes(query.words, one.words) ? Math.min(MOST_WORDS, one.words.length) : 0;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.length === other.length && includes(one, other);
}

function includes(all: readonly string[], some: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word));
}
