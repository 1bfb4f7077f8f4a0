/** The checklists: each list is copied as Markdown, as far as it is ticked. */
import { element } from "../base/dom.ts";
import { copy } from "../links/copy.ts";
import { SITE } from "../site.ts";

/** One rule of a list; its Markdown has no box. */
export interface Item {
  readonly markdown: string;
  readonly ticked: boolean;
}

/** Returns the list as Markdown; addresses that are relative to its page become whole. */
export function markdown(title: string, items: readonly Item[], site: URL): string {
  const lines = items.map(
    (item) => `- [${item.ticked ? "x" : " "}] ${item.markdown.replace("](../", `](${site.href}`)}`,
  );
  return [`## ${title}`, "", ...lines, ""].join("\n");
}

/** Adds the buttons to a list. */
export function openChecklist(list: HTMLElement): void {
  const title = list.dataset["title"] ?? "";
  const copying = buttonOf("Copy as Markdown", title);
  copying.addEventListener("click", () => void copy(copying, markdown(title, itemsOf(list), SITE)));
  const printing = buttonOf("Print this list", title);
  printing.addEventListener("click", () => printAlone(list));
  list.querySelector(".pb-checklist-actions")?.prepend(copying, " ", printing, " ");
}

function buttonOf(words: string, title: string): HTMLButtonElement {
  return element("button", { type: "button", class: "pb-button", "aria-label": `${words}: ${title}` }, words);
}

/** Prints the list with its ticks, and none of the others. */
function printAlone(list: HTMLElement): void {
  list.classList.add("pb-alone");
  addEventListener("afterprint", () => list.classList.remove("pb-alone"), { once: true });
  print();
}

function itemsOf(list: HTMLElement): Item[] {
  return [...list.querySelectorAll("li")].map((item) => ({
    markdown: item.dataset["markdown"] ?? "",
    ticked: item.querySelector("input")?.checked ?? false,
  }));
}
