/** The rules as the site publishes them. */
import { isPage, noAnswer, PAGE_INSTEAD } from "../base/network.ts";
import type { Kind } from "../protocol/protocol.ts";

export interface ProofLine {
  readonly number: number;
  readonly says: string;
  readonly source: string;
  readonly good: string;
  readonly bad: string;
  readonly kind: Kind;
}

/** A solution that somebody would hand in. */
export interface Try {
  /** Begins with `right_` or `wrong_`. */
  readonly name: string;
  readonly right: boolean;
  readonly reason: string;
  readonly source: string;
  /** The first claim that a wrong one breaks, if it is known. */
  readonly claim: {
    readonly line: number;
    readonly source: string;
    readonly says: string;
    readonly kind: Kind;
  } | null;
  /** What it gives there. */
  readonly got: string | null;
}

/** One rule with its examples and its proof: `rule.json`. */
export interface Rule {
  readonly id: string;
  /** Another for each state of the examples and the proof. */
  readonly version: string;
  readonly title: string;
  readonly url: string;
  readonly requires: readonly string[];
  readonly browser: true | string;
  readonly good: string;
  readonly bad: string;
  readonly proof: string;
  readonly lines: readonly ProofLine[];
  readonly tries: readonly Try[];
  /** The day since which it stands, as `2026-11-23`, if it is recorded. */
  readonly added: string | null;
  /** The day of its last change in level, title, sentence or claims. */
  readonly changed: string | null;
}

/** What the picker needs of a rule: an entry of `rules-index.json`. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  /** The area's name in addresses, and the one that it is shown under. */
  readonly area: string;
  readonly area_title: string;
  readonly requires: readonly string[];
  /** True, or why the rule cannot run in a browser. */
  readonly browser: true | string;
}

const rules = new Map<string, Promise<Rule>>();

/** Returns the rule at `url`, fetched once. Raises Error when it cannot be had. */
export function fetchRule(url: URL): Promise<Rule> {
  const known = rules.get(url.href);
  if (known) return known;
  const rule = fetchJson<Rule>(url);
  rules.set(url.href, rule);
  rule.catch(() => rules.delete(url.href));
  return rule;
}

/** Returns every rule of the site. Raises Error when the list cannot be had. */
export async function fetchList(url: URL): Promise<readonly Listed[]> {
  return (await fetchJson<{ rules: Listed[] }>(url)).rules;
}

/** Returns what `url` holds. Raises Error with a whole sentence, naming the file, when it cannot be had. */
export async function fetchJson<T>(url: URL, cache: RequestCache = "default"): Promise<T> {
  return fetchAs(url, (response) => response.json() as Promise<T>, cache);
}

/** Returns the answer's body as `read` gives it. Raises Error with a whole sentence, naming the file. */
export async function fetchAs<T>(
  url: URL,
  read: (response: Response) => Promise<T>,
  cache: RequestCache = "default",
): Promise<T> {
  const name = url.pathname.split("/").pop();
  const failed = (why: string, cause?: unknown): Error => new Error(`Could not load ${name}: ${why}.`, { cause });
  let response: Response;
  try {
    response = await fetch(url, { cache });
  } catch (error) {
    throw failed(noAnswer(), error);
  }
  if (!response.ok) throw failed(`the server answered ${response.status}`);
  if (isPage(response)) throw failed(PAGE_INSTEAD);
  try {
    return await read(response);
  } catch (error) {
    throw failed("it was cut short or is damaged", error);
  }
}
