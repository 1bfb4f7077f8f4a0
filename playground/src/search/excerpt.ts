/** What is shown of an entry: HTML of which the index's own markup is `<code>` alone, with the found words marked. */
import type { Entry, RuleFacts } from "./messages.ts";
import { variants } from "./words.ts";

const BEFORE = 60;
const LENGTH = 220;
const WORD = /&#?\w+;|[\p{L}\p{N}]+/gu;
const TAG = /(<[^>]*>)/;

/** Returns the text without its blocks of code and without markup. */
export function plainText(html: string): string {
  return withoutBlocks(html)
    .replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** Returns the HTML of each paragraph, without the paragraph's own tags. */
export function paragraphs(html: string): readonly string[] {
  return [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, inner = ""]) => inner);
}

/** Returns the title with the words marked. */
export function titleOf({ title }: Entry, words: ReadonlySet<string>): string {
  return marked(title, words);
}

/** Returns what tells the page which query a result answers; nobody sees it. */
export function answering(query: string): string {
  return `<span hidden data-pb-answers="${escaped(query)}"></span>`;
}

/** Returns what is shown under the title: of a rule what a reviewer says and where it belongs, of a page some lines. */
export function excerptOf({ rule, text }: Entry, words: ReadonlySet<string>): string {
  if (rule) {
    const [review = ""] = paragraphs(text);
    const comment = `data-pb-rule="${escaped(rule.id)}" data-pb-comment="${escaped(rule.comment)}"`;
    return `<p class="pb-found" ${comment}>${marked(review, words)}</p><p class="pb-found-facts">${facts(rule, words)}</p>`;
  }
  const plain = plainText(text);
  return plain && `<p class="pb-found">${marked(escaped(around(plain, words)), words)}</p>`;
}

function facts({ area, charter, level, codes, also }: RuleFacts, words: ReadonlySet<string>): string {
  const longest = also
    .filter((name) => isFound(name, words))
    .sort((a, b) => b.length - a.length)
    .slice(0, 1);
  const shown = [level.toUpperCase(), area, `§ ${charter}`, ...codes].map((fact) => marked(escaped(fact), words));
  return [...shown, ...longest.map((name) => `“${marked(escaped(name), words)}”`)].join(" · ");
}

function isFound(name: string, words: ReadonlySet<string>): boolean {
  const own = [...name.matchAll(WORD)];
  return own.length > 0 && own.every(([word]) => isMeant(word, words));
}

/** Returns as much of the text as is shown: the part in which the first of the words stands. */
function around(text: string, words: ReadonlySet<string>): string {
  const first = [...text.matchAll(WORD)].find(([word]) => isMeant(word, words))?.index ?? 0;
  const start = first < BEFORE * 2 ? 0 : text.indexOf(" ", first - BEFORE) + 1;
  const end = text.length > start + LENGTH ? text.lastIndexOf(" ", start + LENGTH) : text.length;
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/** Returns the HTML with each of the words marked; tags and entities stay as they are. */
function marked(html: string, words: ReadonlySet<string>): string {
  const mark = (word: string): string => (isMeant(word, words) ? `<mark data-md-highlight>${word}</mark>` : word);
  return html
    .split(TAG)
    .map((part) => (part.startsWith("<") ? part : part.replace(WORD, mark)))
    .join("")
    .replace(/<\/mark>(\s+)<mark data-md-highlight>/g, "$1");
}

function isMeant(word: string, words: ReadonlySet<string>): boolean {
  return !word.startsWith("&") && variants(word.toLowerCase()).some((variant) => words.has(variant));
}

function withoutBlocks(html: string): string {
  return html.replace(/<pre>.*?<\/pre>/gs, " ");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
