/** The proof as a table: the page's own gets a column for the reader's code, the playground builds one. */
import { element } from "../base/dom.ts";
import type { Report, Result, Side } from "../protocol/protocol.ts";
import type { ProofLine } from "../data/rules.ts";
import { mark } from "../wording.ts";
import { contrast } from "./contrast.ts";
import { value } from "./value.ts";

/**
 * Returns a table as the rule pages have it: what the proof does, and what bad and good give.
 * The roles are spelt out because a phone shows the rows as grids, which would take the roles away.
 */
export function buildTable(lines: readonly ProofLine[]): HTMLTableElement {
  const head = element(
    "thead",
    { role: "rowgroup" },
    row({}, heading("What the proof does"), heading("Bad", "pb-bad"), heading("Good", "pb-good")),
  );
  const body = element("tbody", { role: "rowgroup" });
  let says = "";
  for (const line of lines) {
    if (line.says !== "" && line.says !== says) {
      const caption = element("th", { scope: "rowgroup", role: "rowheader", colspan: "3" }, line.says);
      body.append(row({ class: "pb-says" }, caption));
    }
    says = line.says;
    body.append(lineRow(line));
  }
  return element("table", { class: "pb-proof", role: "table" }, head, body);
}

function row(attributes: Record<string, string>, ...cells: HTMLElement[]): HTMLTableRowElement {
  return element("tr", { ...attributes, role: "row" }, ...cells);
}

function heading(text: string, kind = ""): HTMLElement {
  return element("th", { scope: "col", role: "columnheader", class: kind }, text);
}

function lineRow(line: ProofLine): HTMLTableRowElement {
  const side = (name: Side): HTMLElement => {
    const word = line.good === line.bad ? "" : name === "good" ? "holds" : "breaks";
    const spoken = word === "" ? [] : [element("span", { class: "pb-sr" }, `${word}: `)];
    return element(
      "td",
      { class: `pb-got pb-${word || "same"}`, role: "cell", "data-side": name },
      ...spoken,
      value(line[name]),
    );
  };
  const source = element("code", {}, line.source);
  const number = { "data-line": String(line.number) };
  if (line.kind === "set-up") return quietRow(number, source);
  const cell = element("td", { class: "pb-source", role: "cell" }, source);
  return row({ class: "pb-line", ...number }, cell, side("bad"), side("good"));
}

/** Returns the row of a line that only sets things up: there is nothing to compare, so the code gets the room. */
function quietRow(number: Record<string, string>, source: HTMLElement): HTMLTableRowElement {
  const spoken = element("span", { class: "pb-sr" }, " gives nothing, with either");
  return row(
    { class: "pb-line pb-quiet", ...number },
    element("td", { class: "pb-source", role: "cell", colspan: "3" }, source, spoken),
  );
}

/** Something that shows how the lines of the proof go; `example` is whose code was proven. */
export interface ProofView {
  /** Begins anew, empty. */
  begin(example: string): void;
  /** Shows what one line gave, before it is judged. */
  got?(line: number, got: string): void;
  /** Shows what one line gave, and the verdict. */
  show(result: Result): void;
  /** Says that nothing was proven, since the code cannot be read. */
  refuse?(report: Report): void;
  /** Says that the code has changed since. */
  outdate(example: string): void;
  /** Takes away what is shown, if it is `example`'s or no example is named. */
  remove(example?: string): void;
}

/** The column that shows what the reader's code gave. */
export class YoursColumn implements ProofView {
  readonly #table: HTMLTableElement;

  constructor(table: HTMLTableElement) {
    this.#table = table;
  }

  begin(example: string): void {
    this.remove();
    this.#table.tHead?.rows[0]?.append(heading(`Yours (${example})`, "pb-yours"));
    this.#table.dataset["yours"] = example;
    for (const row of this.#table.querySelectorAll(".pb-line")) {
      row.append(element("td", { class: "pb-got pb-yours", role: "cell", "data-yours": example }, "…"));
    }
    this.#widen(1);
  }

  got(line: number, got: string): void {
    this.#cell(line)?.replaceChildren(value(got));
  }

  show(result: Result): void {
    const cell = this.#cell(result.line);
    cell?.classList.add(`pb-${result.verdict}`);
    const [got] = result.verdict === "breaks" ? contrast(result.got, result.want) : [value(result.got)];
    cell?.replaceChildren(got, " ", element("span", { class: "pb-mark" }, mark(result.verdict)));
  }

  outdate(example: string): void {
    if (this.#table.dataset["yours"] === example) this.#table.classList.add("pb-outdated");
  }

  remove(example?: string): void {
    const shownFor = this.#table.dataset["yours"];
    if (shownFor === undefined || (example !== undefined && shownFor !== example)) return;
    this.#table.querySelectorAll(".pb-yours").forEach((cell) => cell.remove());
    this.#table.classList.remove("pb-outdated");
    delete this.#table.dataset["yours"];
    this.#widen(-1);
  }

  #cell(line: number): HTMLElement | null {
    return this.#table.querySelector(`.pb-line[data-line="${line}"] > .pb-yours`);
  }

  #widen(by: number): void {
    for (const cell of this.#table.querySelectorAll<HTMLTableCellElement>(".pb-says > *")) cell.colSpan += by;
  }
}

/** Returns the lines that broke, each with what it wanted and what it got. */
export function brokenList(results: readonly Result[]): HTMLElement {
  const items = results
    .filter(({ verdict }) => verdict === "breaks")
    .map(({ source, want, got }) => {
      const [one, other] = contrast(got, want);
      const instead = [element("div", {}, "got: ", one), element("div", {}, "wanted: ", other)];
      return element("li", {}, element("code", {}, source), ...instead);
    });
  return element("ul", { class: "pb-broken", "aria-label": "Lines of the proof that broke" }, ...items);
}
