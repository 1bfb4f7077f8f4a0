/** Which entries answer a query, the best first. */
import MiniSearch, { type SearchResult } from "minisearch";
import type { Entry } from "./messages.ts";
import { nameOf, Names, STEPS, type Name } from "./names.ts";
import { plainText, paragraphs } from "./excerpt.ts";
import { isLight, tokens, variants } from "./words.ts";

/** An entry that answers, how well, and the words of it that were meant. */
export interface Hit {
  readonly entry: Entry;
  readonly score: number;
  readonly words: readonly string[];
}

const BOOST = {
  id: 30,
  codes: 20,
  title: 6,
  also: 8,
  review: 3,
  tags: 3,
  level: 2,
  area: 2,
  why: 1,
  text: 1,
  words: 0.5,
};
const FIELDS = Object.keys(BOOST);
const LEAST = 0.1;
const LIGHT_WEIGHT = 0.1;
const STEP = 1000;
/** Less than between any two steps, so that words decide between what stands on the same. */
const ALL_WORDS = 99;
const HALF_AT = 200;

export class Ranking {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #names: Names;
  readonly #index: MiniSearch;

  constructor(entries: readonly Entry[]) {
    const kept = entries.filter(({ location, text }) => text || !location.includes("#"));
    this.#entries = new Map(kept.map((entry) => [entry.location, entry]));
    this.#names = new Names(kept);
    this.#index = new MiniSearch({
      idField: "location",
      fields: FIELDS,
      tokenize: (text) => [...tokens(text)],
      processTerm: (word) => [...variants(word)],
    });
    this.#index.addAll(kept.map(fields));
  }

  /** Returns the entries that answer, the best first, with scores that fall. */
  search(typed: string): readonly Hit[] {
    const query = typed.replace(/\b(must|shall|should|may)( not|n['’]t)\b/gi, "never");
    const words = tokens(query);
    if (words.length === 0) return [];
    const found = this.#index.search(query, {
      boost: BOOST,
      prefix: (word) => word.length > 1,
      fuzzy: (word) => (/^\p{Ll}{4,}$/u.test(word) && !this.#knows(word) ? 0.25 : false),
      weights: { prefix: 0.4, fuzzy: 0.15 },
    });
    const best = Math.max(...found.map(({ score }) => score));
    const name = nameOf(query);
    const hits = found.map((result) => this.#hit(result, name, words));
    const sure = STEPS.pageWhole * STEP;
    const answering = hits.filter(({ score }, at) => score >= sure || (found[at]?.score ?? 0) >= LEAST * best);
    return [...answering, ...this.#called(name, hits)].sort((a, b) => b.score - a.score);
  }

  /** Returns whether a word begins so: only what is unknown may be a typing error. */
  #knows(word: string): boolean {
    return this.#index.search(word, { processTerm: (own) => own, prefix: true }).length > 0;
  }

  #hit({ id, score, terms, match, queryTerms }: SearchResult, query: Name, words: readonly string[]): Hit {
    const entry = this.#entries.get(String(id)) as Entry;
    const covered = coverage(
      words,
      terms.filter((term) => match[term]?.some((field) => field !== "words")),
      queryTerms,
    );
    const weight = score * (0.25 + 0.75 * covered ** 2);
    const step = this.#names.step(entry, query, covered === 1);
    return { entry, score: step * STEP + (ALL_WORDS * weight) / (weight + HALF_AT), words: terms };
  }

  /** Returns the entries that the query calls by a name of which the index has no word, as `§5.3` is one. */
  #called(query: Name, hits: readonly Hit[]): readonly Hit[] {
    const seen = new Set(hits.map(({ entry }) => entry));
    return [...this.#entries.values()]
      .filter((entry) => !seen.has(entry))
      .map((entry) => ({ entry, score: this.#names.step(entry, query, false) * STEP, words: [] }))
      .filter(({ score }) => score >= STEPS.calledPartly * STEP);
  }
}

function fields({ location, title, text, rule, retired }: Entry): Record<string, string> {
  const plain = plainText(title);
  // A retired ID is found by itself alone: what it says is the title of another rule.
  if (retired) return { location, id: retired };
  if (!rule) return { location, title: plain, text: plainText(text) };
  const [review = "", why = ""] = paragraphs(text).map(plainText);
  const { id, level, area, tags, also, codes, words } = rule;
  const lists = { tags: tags.join(" "), also: also.join(" \n"), codes: codes.join(" ") };
  return { location, title: plain, review, why, id, level, area, words, ...lists };
}

/** Returns the share of the words that the entry has, whole or as beginnings; those that say little weigh little. */
function coverage(words: readonly string[], terms: readonly string[], meant: readonly string[]): number {
  const weights = words.map((word) => (isLight(word) ? LIGHT_WEIGHT : 1));
  const has = (word: string): number => {
    if (variants(word).some((variant) => terms.some((term) => term.startsWith(variant)))) return 1;
    return variants(word).some((variant) => meant.includes(variant)) ? 0.6 : 0;
  };
  const got = words.reduce((sum, word, at) => sum + has(word) * (weights[at] ?? 0), 0);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return got / whole;
}
