/** How a text becomes words: the same way in what is indexed, in what is typed and in what is marked. */
import { stemmer } from "stemmer";

/** Words that say little, and count for little unless nothing else was typed. */
const LIGHT = new Set(
  "a an the of to in on at by for with and or vs is it its as be that this my our your i you we do does how what".split(
    " ",
  ),
);
/** Short forms, and the words that they stand for. */
const MEANS: ReadonlyMap<string, string> = new Map([
  ["auth", "authentication"],
  ["db", "database"],
  ["env", "environment"],
  ["logger", "log"],
  ["msg", "message"],
  ["passwd", "password"],
  ["pwd", "password"],
  ["req", "request"],
  ["resp", "response"],
]);
const PIECE = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{L}+|\p{N}+/gu;
const MIXED = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
const RUN = /[\p{L}\p{N}]+/gu;
const LONGEST = 40;

/** Returns the text in one line and in small letters, with plain quotes. */
export function flat(text: string): string {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();
}

/** Returns whether the word says little. */
export function isLight(word: string): boolean {
  return LIGHT.has(word);
}

/** Returns the word as it stands and its stem, in which spellings and endings are alike. */
export function variants(word: string): readonly string[] {
  if (!/^\p{Ll}{2,}$/u.test(word)) return [word];
  const root = stem(word);
  return root === word ? [word] : [word, root];
}

/** Returns what is left of the word without its ending; `sanitize` and `sanitise` are one word. */
function stem(word: string): string {
  // Python's two words would have one stem.
  if (/^exc(eptions?)?$/.test(word)) return "exception";
  return stemmer((MEANS.get(word) ?? word).replace(/iz(e|ed|es|er|ing|ation)$/, "is$1"));
}

/** Returns every word of the text, in small letters: `createUser` is `createuser`, `create` and `user`. */
export function tokens(text: string): readonly string[] {
  return joined(text)
    .split(/\s+/)
    .flatMap((chunk) => chunkTokens(chunk));
}

/** Returns the words of the text that matter, each once, by their stems: what two phrases are compared by. */
export function essence(text: string): readonly string[] {
  const pieces = (joined(text).match(RUN) ?? []).flatMap(split).map((piece) => piece.toLowerCase());
  const heavy = pieces.filter((piece) => !isLight(piece) && !isLoneLetter(piece));
  return [...new Set((heavy.length ? heavy : pieces).map((piece) => variants(piece).at(-1) ?? piece))];
}

function joined(text: string): string {
  return text.replace(/(\p{L})['’](\p{L})/gu, "$1$2");
}

function chunkTokens(chunk: string): readonly string[] {
  const runs = chunk.match(RUN);
  if (!runs) return chunk ? [chunk] : [];
  const whole = chunk.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();
  if (/^\d+(\.\d+)+$/.test(whole)) return [whole];
  const found = runs.flatMap((run) => [run, ...split(run)]).map((piece) => piece.toLowerCase());
  if (runs.length > 1) {
    if (whole.length <= LONGEST) found.push(whole);
    if (/^[\p{L}\p{N}]+([-_][\p{L}\p{N}]+)+$/u.test(whole)) found.push(whole.replace(/[-_]/g, ""));
  }
  return [...new Set(found)].filter((piece) => found.length === 1 || !isLoneLetter(piece));
}

/** Returns the parts of a name in camelCase; any other word is one part. */
function split(run: string): readonly string[] {
  return MIXED.test(run) ? (run.match(PIECE) ?? [run]) : [run];
}

function isLoneLetter(piece: string): boolean {
  return /^\p{L}$/u.test(piece);
}
