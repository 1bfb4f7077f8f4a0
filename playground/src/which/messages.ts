/** What the page and its worker say to each other, and what the site publishes of the detectors: `detectors.json`. */

/** One rule as a finding shows it. */
export interface Cited {
  readonly title: string;
  readonly level: string;
  readonly review: string;
  /** The address of its page, below the site's root. */
  readonly url: string;
}

/** What is searched for, and by which rules it is named, the first of which is cited. */
export interface Detectors {
  readonly ruff: Readonly<Record<string, readonly string[]>>;
  readonly ast_grep: readonly {
    readonly id: string;
    readonly rules: readonly string[];
    /** `rule`, `constraints` and `utils` as ast-grep takes them. */
    readonly config: Readonly<Record<string, unknown>>;
  }[];
  /** Rules that a tool finds which does not run here. */
  readonly elsewhere: readonly string[];
  readonly rules: Readonly<Record<string, Cited>>;
}

/** A broken rule: the lines (from 1), its ID, and which tool's code found it. */
export interface Finding {
  readonly line: number;
  readonly lastLine: number;
  readonly rule: string;
  readonly tool: string;
  readonly code: string;
}

/** What was found in one source; `unread` is why it is no Python, as Ruff says it. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly unread: { readonly line: number; readonly reason: string } | undefined;
}

export interface Ask {
  /** The number of the search, which each answer to it has as well. */
  readonly turn: number;
  readonly sources: readonly string[];
}

/** What was found in each of the sources, and the rules that may be cited. */
export interface Search {
  readonly type: "found";
  readonly found: readonly Found[];
  readonly rules: Detectors["rules"];
}

/** How many of the sources are searched. */
export interface Searching {
  readonly type: "searching";
  readonly done: number;
}

export interface Failed {
  readonly type: "failed";
  readonly reason: string;
}

export type Answer = (Search | Searching | Failed) & Pick<Ask, "turn">;
