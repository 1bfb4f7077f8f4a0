/** The page with all rules: its filters, its order, and the address that says both. */
import { element } from "../base/dom.ts";
import { idIn } from "../base/rule-id.ts";
import { filter, sorted, summary, type Row } from "./rows.ts";
import { FIND, NAMES, PLAIN, read, written, type Choices, type Name, type View } from "./view.ts";

interface ShownRow extends Row {
  readonly element: HTMLTableRowElement;
  /** The rows of its area. */
  readonly group: HTMLTableSectionElement;
}

/** In these orders a rule stands beside rules of other areas, and says itself which area is its own. */
const MIXED = new Set(["id", "title", "level"]);

/** Makes the form work on the page's table. */
export function openIndex(form: HTMLFormElement): void {
  const table = document.querySelector<HTMLTableElement>(".pb-rules");
  if (table) new IndexOfRules(form, table).open();
}

class IndexOfRules {
  readonly #form: HTMLFormElement;
  readonly #table: HTMLTableElement;
  readonly #groups: readonly HTMLTableSectionElement[];
  readonly #rows: readonly ShownRow[];
  readonly #together = element("tbody", {});
  readonly #choices: Choices;
  /** Whether the newest entry of the history is of the word that is being typed. */
  #typing = false;

  constructor(form: HTMLFormElement, table: HTMLTableElement) {
    this.#form = form;
    this.#table = table;
    this.#groups = [...table.tBodies];
    this.#rows = this.#groups.flatMap(rowsOf);
    this.#choices = Object.fromEntries(
      NAMES.filter((name) => name !== "words").map((name) => [
        name,
        [...this.#select(name).options].map(valueOf).filter(Boolean),
      ]),
    ) as unknown as Choices;
  }

  open(): void {
    if (this.#find()) return;
    this.#form.addEventListener("change", (event) => {
      if (event.target !== this.#words) this.#changed(false);
    });
    this.#words.addEventListener("input", () => this.#changed(true));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const page = this.#pageOf(this.#words.value);
      if (page) location.assign(page);
    });
    this.#form.querySelector("button")?.addEventListener("click", () => this.#clear());
    addEventListener("popstate", () => this.#read());
    this.#read();
  }

  get #words(): HTMLInputElement {
    return this.#form.elements.namedItem("words") as HTMLInputElement;
  }

  #select(name: Name): HTMLSelectElement {
    return this.#form.elements.namedItem(name) as HTMLSelectElement;
  }

  /** Goes to the rule that a browser's keyword asks for; what is no ID is looked for as words. */
  #find(): boolean {
    const asked = new URLSearchParams(location.search).get(FIND);
    if (asked === null) return false;
    const page = this.#pageOf(asked);
    if (page) location.replace(page);
    else history.replaceState(null, "", location.pathname + written({ ...PLAIN, words: asked.trim() }));
    return page !== undefined;
  }

  /** Returns the address of the page of the ID that the text is; a retired ID has one too. */
  #pageOf(text: string): string | undefined {
    const id = idIn(text);
    const retired = this.#form.dataset["retired"]?.split(" ") ?? [];
    const known = id && (retired.includes(id) || this.#rows.some((row) => row.id === id));
    return known ? new URL(`${id}/`, location.href).href : undefined;
  }

  #read(): void {
    const { view, slips } = read(location.search, this.#choices);
    this.#typing = false;
    for (const name of NAMES) this.#control(name).value = view[name];
    this.#say(slips);
    this.#show(view);
  }

  #control(name: Name): HTMLInputElement | HTMLSelectElement {
    return name === "words" ? this.#words : this.#select(name);
  }

  /** A choice is a step that the browser's *Back* takes back; so is a word, from its first letter to its last. */
  #changed(typed: boolean): void {
    const view = Object.fromEntries(NAMES.map((name) => [name, this.#control(name).value.trim()])) as View;
    const address = location.pathname + written(view);
    if (typed && this.#typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    this.#typing = typed;
    this.#say([]);
    this.#show(view);
  }

  #clear(): void {
    for (const name of NAMES) this.#control(name).value = "";
    this.#changed(false);
    this.#words.focus();
  }

  #show(view: View): void {
    const fits = filter(this.#rows, view);
    for (const row of this.#rows) row.element.hidden = !fits(row);
    this.#arrange(view.sort);
    const shown = this.#rows.filter(fits);
    this.#headAreas(MIXED.has(view.sort), new Set(shown.map((row) => row.group)));
    part("pb-shown").textContent = summary(shown.length, this.#rows, view.words);
    this.#form.querySelector("button")?.toggleAttribute("disabled", written(view) === "");
  }

  #arrange(order: string): void {
    const rows = sorted(this.#rows, order);
    const mixed = MIXED.has(order);
    this.#table.classList.toggle("pb-mixed", mixed);
    this.#table.append(...new Set(rows.map((row) => row.group)), this.#together);
    for (const row of rows) (mixed ? this.#together : row.group).append(row.element);
  }

  /** Shows the headings of the areas that have a row, and the links to them, as long as each area stands together. */
  #headAreas(mixed: boolean, used: ReadonlySet<HTMLElement>): void {
    const links = this.#table.parentElement?.querySelector<HTMLElement>(".pb-contents");
    if (links) links.hidden = mixed;
    for (const group of this.#groups) {
      group.hidden = mixed || !used.has(group);
      const link = links?.querySelector(`a[href="#${group.dataset["area"] ?? ""}"]`);
      link?.closest("li")?.toggleAttribute("hidden", group.hidden);
    }
  }

  #say(slips: readonly string[]): void {
    part("pb-slips").replaceChildren(...slips.map((slip) => element("p", {}, slip)));
  }
}

/** Returns the part of the page that has this class. */
function part(name: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`.${name}`);
  if (!found) throw new Error(`The index of rules lacks .${name}`);
  return found;
}

function valueOf(option: HTMLOptionElement): string {
  return option.value;
}

function rowsOf(group: HTMLTableSectionElement): ShownRow[] {
  const { area = "", title: areaTitle = "" } = group.dataset;
  return [...group.querySelectorAll<HTMLTableRowElement>(".pb-rule")].map((row) => {
    const { id = "", level = "", tags = "", found = "", browser = "", words = "" } = row.dataset;
    const title = row.cells[0]?.textContent?.trim().slice(id.length).trim() ?? "";
    const text = `${areaTitle} ${row.textContent} ${words}`.toLowerCase();
    const lists = { tags: tags.split(" "), found: found.split(" ") };
    return { element: row, group, id, title, level, area, areaTitle, browser, text, ...lists };
  });
}
