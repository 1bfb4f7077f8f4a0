/**
 * What the theme's page and a search worker say to each other, and the theme's index: the form is Material's
 * (its `integrations/search`), and ours to keep to. Texts are HTML.
 */

/** What the index has of a rule beyond a page: see `src/playbook/pages/search.py`. */
export interface RuleFacts {
  readonly id: string;
  readonly level: string;
  readonly charter: string;
  readonly area: string;
  readonly tags: readonly string[];
  readonly also: readonly string[];
  readonly codes: readonly string[];
  /** What else stands on its page and in the lines of the bad example that matter; never shown. */
  readonly words: string;
  readonly comment: string;
}

/** One entry: a rule, an ID that was retired, a page, or a section of a page (with `#` in its location). */
export interface Entry {
  readonly location: string;
  readonly title: string;
  readonly text: string;
  readonly rule?: RuleFacts;
  readonly retired?: string;
}

/** One entry as the page shows it; `terms` are what the linked page marks, and what it says is missing. */
export interface Item {
  readonly location: string;
  readonly title: string;
  readonly text: string;
  readonly score: number;
  readonly terms: Readonly<Record<string, boolean>>;
}

export const SETUP = 0;
export const READY = 1;
export const QUERY = 2;
export const RESULT = 3;

export type ToWorker =
  | { readonly type: typeof SETUP; readonly data: { readonly docs: readonly Entry[] } }
  | { readonly type: typeof QUERY; readonly data: string };

/** Each result is one page: its own entry and the sections of it that were found. */
export type FromWorker =
  | { readonly type: typeof READY }
  | { readonly type: typeof RESULT; readonly data: { readonly items: readonly (readonly Item[])[] } };
