/** Shows what was found: each place with its lines, the rule, what a reviewer says, and the ways on. */
import { element } from "../base/dom.ts";
import { count } from "../wording.ts";
import { copy } from "../links/copy.ts";
import { before, type Pasted } from "./diff.ts";
import type { Cited, Detectors, Finding, Found } from "./messages.ts";

/** Lines that are shown before and after the one that is meant. */
const AROUND = 2;

const REST = "A tool sees a part of the rules; the rest is for a reviewer.";

export interface Reported {
  readonly files: readonly Pasted[];
  readonly found: readonly Found[];
  readonly rules: Detectors["rules"];
  /** The address of the site's root. */
  readonly site: URL;
}

/** One finding with what it was found in, and its lines there, from 0, the last one excluded. */
interface Place {
  readonly file: Pasted;
  readonly finding: Finding;
  readonly from: number;
  readonly to: number;
}

/** Returns the sum in words, and the list of the places. */
export function report({ files, found, rules, site }: Reported): { sum: string; list: HTMLElement } {
  const places = files
    .flatMap((file, index) => (found[index]?.findings ?? []).map((one) => placed(file, one)))
    .filter(counts);
  const items = places.flatMap((place) => {
    const cited = rules[place.finding.rule];
    return cited ? [item(place, cited, site)] : [];
  });
  const unread = files.flatMap((file, index) => remark(file, found[index]));
  return { sum: sumOf(places), list: element("div", {}, ...unread, element("ol", { class: "pb-places" }, ...items)) };
}

function placed(file: Pasted, finding: Finding): Place {
  const head = before(file);
  return { file, finding, from: finding.line - 1 - head, to: finding.lastLine - head };
}

function counts({ file: { added, lines }, finding: { rule }, from, to }: Place): boolean {
  return added.slice(from, to).some(Boolean) && !isAllowed(lines.slice(Math.max(from - 1, 0), to), rule);
}

/** Says whether a comment in these lines allows the rule to be broken. */
function isAllowed(lines: readonly string[], rule: string): boolean {
  const allowed = new RegExp(String.raw`#\s*playbook:\s*allow\s[^#]*\b${rule}\b.*\bbecause\s+\S`);
  return lines.some((text) => allowed.test(text));
}

function sumOf(places: readonly Place[]): string {
  if (places.length === 0) return `Nothing found. ${REST}`;
  const rules = new Set(places.map(({ finding }) => finding.rule)).size;
  return `${count(places.length, "place")}, ${count(rules, "rule")}. ${REST}`;
}

function remark({ name, numbers }: Pasted, found: Found | undefined): HTMLElement[] {
  if (!found?.unread) return [];
  const text = name
    ? `What the diff shows of ${name} from line ${numbers[0]} on is not whole Python, so Ruff has not searched it.`
    : `This is not whole Python, so Ruff has not searched it (line ${found.unread.line}: ${found.unread.reason}).`;
  return [element("p", { class: "pb-notice" }, text)];
}

function item(place: Place, cited: Cited, site: URL): HTMLElement {
  const { file, finding, from } = place;
  const number = file.numbers[from] ?? finding.line;
  const address = new URL(cited.url, site);
  const where = file.name ? `${file.name}, line ${number}` : `line ${number}`;
  const heading = file.name ? where : `Line ${number}`;
  const rule = element("a", { href: address.href }, `${finding.rule} · ${cited.title}`);
  const again = element("a", { href: new URL("#bad", address).href }, `Mend one like it in ${finding.rule}`);
  const comment = element("button", { type: "button", class: "pb-button" }, "Copy review comment");
  comment.addEventListener(
    "click",
    () => void copy(comment, `${finding.rule}, ${where}: ${cited.review} ${address.href}`),
  );
  return element(
    "li",
    {},
    element("p", { class: "pb-place" }, `${heading}: `, rule, ` (${cited.level}, ${finding.tool} ${finding.code})`),
    excerpt(place),
    element("p", {}, cited.review),
    element("p", { class: "pb-copies" }, comment, " ", again),
  );
}

/** Returns the lines around the finding with their numbers, those of the finding marked. */
function excerpt({ file: { lines, numbers }, from, to }: Place): HTMLElement {
  const [first, last] = [Math.max(from - AROUND, 0), Math.min(from + AROUND + 1, lines.length)];
  const rows = lines.slice(first, last).map((text, index) => {
    const at = first + index;
    const row = `${String(numbers[at]).padStart(4)}  ${text}\n`;
    return at >= from && at < to ? element("mark", {}, row) : row;
  });
  return element(
    "pre",
    { class: "pb-excerpt", tabindex: "0", "aria-label": "The lines" },
    element("code", {}, ...rows),
  );
}
