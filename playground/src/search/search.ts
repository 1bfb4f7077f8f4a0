/** The site's search: a worker that takes the place of the theme's, and speaks as it does. */
import { answering, excerptOf, titleOf } from "./excerpt.ts";
import { QUERY, READY, RESULT, SETUP, type Entry, type FromWorker, type Item, type ToWorker } from "./messages.ts";
import { Ranking, type Hit } from "./ranking.ts";
import { isLight, tokens } from "./words.ts";

let entries: readonly Entry[] = [];
let ranking: Ranking | undefined;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === SETUP) {
    entries = data.data.docs;
    ranking = undefined;
    post({ type: READY });
  } else if (data.type === QUERY) {
    post({ type: RESULT, data: { items: results(data.data) } });
  }
});

function post(message: FromWorker): void {
  self.postMessage(message);
}

/** Returns what answers, page by page; the theme wants the page's own entry with each, found or not. */
function results(query: string): readonly (readonly Item[])[] {
  const words = tokens(query);
  if (words.length === 0) return [];
  // Not before somebody searches: the theme sets every page's search up, and most pages are left without a query.
  ranking ??= new Ranking(entries);
  const hits = ranking.search(query);
  const answers = answering(query);
  const terms = Object.fromEntries(words.map((word) => [word, true]));
  const pages = new Map<string, Item[]>();
  for (const hit of hits) {
    const page = pageOf(hit.entry.location);
    pages.set(page, [...(pages.get(page) ?? []), item(hit, terms, answers)]);
  }
  for (const [page, items] of pages) {
    const own = entries.find(({ location }) => location === page);
    if (own && !items.some(({ location }) => location === page))
      items.push(item({ entry: own, score: 0, words: [] }, terms, answers));
  }
  return [...pages.values()];
}

function pageOf(location: string): string {
  return location.split("#", 1)[0] ?? "";
}

/** Returns the hit as the page shows it; a page that is opened marks the terms, and a rule's page is left as it is. */
function item({ entry, score, words }: Hit, terms: Item["terms"], answers: string): Item {
  const meant = new Set(words.filter((word) => !isLight(word)));
  const { location, rule } = entry;
  const title = titleOf(entry, meant) + answers;
  return { location, title, text: excerptOf(entry, meant), score, terms: rule ? {} : terms };
}
