/** What the list of results, which is the theme's, gets of ours: *Copy review comment*, and keys that do what they say. */
import { addStyles, element } from "../base/dom.ts";
import { copy } from "../links/copy.ts";

const FIELD = ".md-search__input";
const LIST = ".md-search-result__list";
const LINK = ".md-search-result__link";
const BUTTON = ".pb-button";

/** Completes the results as they come, on this page for as long as it is open; `styles` are those of the buttons. */
export function watchResults(styles: URL): void {
  const list = document.querySelector<HTMLElement>(LIST);
  if (!list) return;
  const complete = (): void => {
    const found = [...list.querySelectorAll<HTMLElement>("[data-pb-comment]")];
    if (found.length) addStyles(styles);
    found.forEach(completeRule);
  };
  new MutationObserver(complete).observe(list, { childList: true });
  list.addEventListener("keydown", onKey);
  const field = document.querySelector<HTMLInputElement>(FIELD);
  if (field) {
    field.addEventListener("keydown", intoList);
    holdEnter(field, list);
  }
  complete();
}

/**
 * Enter in the field opens the best answer to what stands there. The theme opens the best of what is shown, and while
 * the worker is at it that answers the letters before: then Enter waits, until its answer comes or another key does.
 */
function holdEnter(field: HTMLInputElement, list: HTMLElement): void {
  let waits = false;
  const isAnswered = (): boolean =>
    list.querySelector<HTMLElement>("[data-pb-answers]")?.dataset["pbAnswers"] === field.value;
  field.addEventListener("blur", () => (waits = false));
  field.addEventListener("keydown", (event) => {
    waits = event.key === "Enter" && !event.isComposing && !isAnswered();
    if (!waits) return;
    event.preventDefault();
    event.stopPropagation();
  });
  new MutationObserver(() => {
    if (waits && isAnswered()) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  }).observe(list, { childList: true });
}

function completeRule(found: HTMLElement): void {
  const result = found.closest("li");
  const link = result?.querySelector<HTMLAnchorElement>(LINK);
  if (!result || !link || result.querySelector(BUTTON)) return;
  // The theme has the page mark the words of the query; the address of a rule stays as it is cited.
  link.search = "";
  const title = link.querySelector("h1");
  if (title) title.id = `pb-found-${found.dataset["pbRule"] ?? ""}`;
  const button = element(
    "button",
    { type: "button", class: "pb-button", "aria-describedby": title?.id ?? false },
    "Copy review comment",
  );
  button.addEventListener("click", () => void copy(button, commentOf(found, link)));
  result.append(element("div", { class: "pb-found-actions md-typeset" }, button));
}

/** Returns what a reviewer pastes; a site that was built without its address has the one at which it is read. */
function commentOf(found: HTMLElement, link: HTMLAnchorElement): string {
  const comment = found.dataset["pbComment"] ?? "";
  return /\shttps?:\S+$/.test(comment) ? comment : comment.replace(/\S+$/, link.href);
}

/**
 * Tab leads from a rule to its button and on to the next result, where the theme's own handler would close the search.
 * What it does with arrows, Escape and letters stays; it hears of no key that works the button or its field.
 */
function onKey(event: KeyboardEvent): void {
  const at = event.target as HTMLElement;
  // Alone it is the beginning of Shift+Tab; the theme would move the focus to the field at once.
  if (event.key === "Shift") event.stopPropagation();
  if (event.key === "Tab") {
    const next = neighbour(at, event.shiftKey);
    if (!next) return;
    next.focus();
    event.preventDefault();
    event.stopPropagation();
  } else if (at.matches("input") && event.key !== "Escape") {
    event.stopPropagation();
  } else if (at.matches(BUTTON)) {
    if (event.key === "Enter" || event.key === " ") event.stopPropagation();
    // The theme counts from the link that has the focus.
    if (event.key.startsWith("Arrow")) at.closest("li")?.querySelector<HTMLElement>(LINK)?.focus();
  }
}

/** Tab leads from the field to the first result; with none there it closes the search, as the theme has it. */
function intoList(event: KeyboardEvent): void {
  if (event.key !== "Tab" || event.shiftKey) return;
  const [first] = stops();
  if (!first) return;
  first.focus();
  event.preventDefault();
  event.stopPropagation();
}

function neighbour(at: HTMLElement, back: boolean): HTMLElement | undefined {
  const all = stops(at);
  const here = all.indexOf(at);
  return here < 0 ? undefined : all[here + (back ? -1 : 1)];
}

/** Returns where Tab stops in the list; `at` is one of them, seen or not. */
function stops(at?: HTMLElement): HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>(`${LIST} :is(${LINK}, ${BUTTON}, input, summary)`);
  return [...all].filter((stop) => stop === at || stop.checkVisibility());
}
