/** What an entry is called: its ID, its section of the charter, its tools' codes, its title, other names of the fault. */
import type { Entry, RuleFacts } from "./messages.ts";
import { plainText } from "./excerpt.ts";
import { essence, flat } from "./words.ts";

interface Name {
  readonly flat: string;
  readonly words: readonly string[];
}

const ID = /\b([a-z]{2,4})[\s_.#-]?0*(\d{1,2})\b/gi;
const SECTION = /^§\s*([0-9a-z]+(?:\.\d+(?: [a-z])?)?)$|^([0-9a-z]+\.\d+(?: [a-z])?)$/i;
const PER_WORD = 0.2;
const MOST_WORDS = 4;

export class Names {
  readonly #names = new Map<Entry, readonly Name[]>();
  readonly #titles = new Map<Entry, readonly string[]>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const title = plainText(entry.title).replace(/^[A-Z]{2,4}\d{2} · /, "");
      this.#titles.set(entry, essence(title));
      this.#names.set(entry, [...(entry.rule?.also ?? []), ...(entry.rule ? [title] : [])].map(name));
    }
  }

  /**
   * Returns how far up the entry belongs for this query, from 0: 8 what the query names by ID, section or code; 7 what
   * is called so; 5 what is called so among other words; 3 a rule, 2 a page in which every word stands; 1 any rule.
   * A page that bears the query as its title comes after the rules that have the words in theirs.
   */
  step(entry: Entry, query: string, whole: boolean): number {
    const { rule } = entry;
    const { flat: line, words } = name(query);
    if (isNamed(entry, line)) return 8;
    if (!rule) return same(this.#titles.get(entry) ?? [], words) ? 3.3 : whole ? 2 : 0;
    const called = this.#called(entry, line, words);
    if (called) return called;
    if (!whole) return 1;
    return includes(this.#titles.get(entry) ?? [], words) ? 3.6 : 3;
  }

  #called(entry: Entry, line: string, words: readonly string[]): number {
    const names = this.#names.get(entry) ?? [];
    if (names.some((one) => one.flat === line || same(one.words, words))) return 7;
    const longest = Math.max(0, ...names.map((one) => part(one, line, words)));
    return longest && 5 + PER_WORD * longest;
  }
}

function name(text: string): Name {
  return { flat: flat(text), words: essence(text) };
}

function isNamed({ rule, retired }: Entry, line: string): boolean {
  const id = rule?.id ?? retired;
  if (id && [...line.matchAll(ID)].some(([, letters = "", digits = ""]) => id === idOf(letters, digits))) return true;
  return rule !== undefined && (isSection(rule, line) || isCode(rule, line));
}

function idOf(letters: string, digits: string): string {
  return letters.toUpperCase() + digits.padStart(2, "0");
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
function part(one: Name, line: string, words: readonly string[]): number {
  if (/[^\p{L}\p{N} ]/u.test(one.flat) && one.flat.length > 2 && line.includes(one.flat)) return MOST_WORDS;
  return includes(words, one.words) ? Math.min(MOST_WORDS, one.words.length) : 0;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.length === other.length && includes(one, other);
}

function includes(all: readonly string[], some: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word));
}
