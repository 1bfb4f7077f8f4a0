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

/** Adds the button to a list. */
export function openChecklist(list: HTMLElement): void {
  const button = element("button", { type: "button", class: "pb-button" }, "Copy as Markdown");
  const title = list.dataset["title"] ?? "";
  button.setAttribute("aria-label", `Copy as Markdown: ${title}`);
  button.addEventListener("click", () => void copy(button, markdown(title, itemsOf(list), SITE)));
  list.querySelector(".pb-checklist-actions")?.prepend(button, " ");
}

function itemsOf(list: HTMLElement): Item[] {
  return [...list.querySelectorAll("li")].map((item) => ({
    markdown: item.dataset["markdown"] ?? "",
    ticked: item.querySelector("input")?.checked ?? false,
  }));
}
