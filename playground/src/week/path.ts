/** The page of the path: what is due today, how far the reader is, and the answers as a file. */
import { element } from "../base/dom.ts";
import { fileButtons } from "../base/file-buttons.ts";
import { count } from "../wording.ts";
import { exported, imported } from "./file.ts";
import { PREFIX, type Progress } from "./progress.ts";
import { isDue, whenDue, type Answered } from "./schedule.ts";
import { NO_STORAGE, tally } from "./words.ts";

/** Where a question stands, relative to the page of the path. */
interface Place {
  readonly url: string;
  readonly title: string;
}

const MOST_SHOWN = 7;

export class Path {
  readonly #place: HTMLElement;
  readonly #progress: Progress;
  readonly #places: Readonly<Record<string, Place>>;
  readonly #due = element("div", { class: "pb-due" });
  readonly #said = element("p", { role: "status" });
  readonly #reset = element("button", { type: "button", class: "pb-button" }, "Reset my answers");

  /** `places` has each question of this version of the site by its ID. */
  constructor(place: HTMLElement, progress: Progress, places: Readonly<Record<string, Place>>) {
    this.#place = place;
    this.#progress = progress;
    this.#places = places;
  }

  /** Builds it in its place, and follows what other tabs do. */
  open(): void {
    const buttons = fileButtons(this.#file(), this.#said);
    this.#reset.addEventListener("click", () => this.#ask());
    this.#place.replaceChildren(this.#due);
    const row = element("p", { class: "pb-controls" }, ...buttons, this.#reset);
    document.getElementById("pb-week-file")?.replaceChildren(row, this.#said);
    this.show();
    addEventListener("storage", ({ key }) => (key === null || key.startsWith(PREFIX)) && this.show());
    addEventListener("pageshow", ({ persisted }) => persisted && this.show());
  }

  /** Shows the state of now. */
  show(): void {
    const answered = this.#progress.all();
    this.#reset.hidden = answered.size === 0;
    this.#due.replaceChildren(...this.#dueList(answered));
    const chapters = [...document.querySelectorAll<HTMLElement>(".pb-chapters > [data-questions]")];
    for (const chapter of chapters) this.#showChapter(chapter);
    const next = chapters.find((chapter) => questionsOf(chapter).some((question) => !answered.has(question)));
    const link = document.querySelector<HTMLAnchorElement>(".pb-begin > a");
    const to = next?.querySelector("a");
    if (link && to && answered.size > 0) {
      link.href = to.href;
      link.textContent = `Go on: ${to.textContent}`;
    }
  }

  #dueList(all: ReadonlyMap<string, Answered>): Node[] {
    if (!this.#progress.keeps) return [element("p", {}, NO_STORAGE)];
    // A question that was retired is kept, and asked no more.
    const known = [...all].filter(([question]) => question in this.#places);
    const due = known.filter(([, answered]) => isDue(answered, this.#progress.now));
    if (due.length === 0) return this.#nothingDue(known);
    const items = due.slice(0, MOST_SHOWN).map(([question]) => {
      const { url, title } = this.#places[question] as Place;
      return element("li", {}, element("a", { href: url }, title));
    });
    const more = due.length - items.length;
    return [
      element("h2", { id: "due-today" }, "Due today"),
      element("ul", {}, ...items),
      ...(more > 0 ? [element("p", {}, `And ${more} more, once these are answered.`)] : []),
    ];
  }

  #nothingDue(known: readonly (readonly [string, Answered])[]): Node[] {
    const days = known.flatMap(([, { due }]) => due ?? []).sort();
    const [first] = days;
    if (first === undefined) return [];
    const number = days.filter((day) => day === first).length;
    const come = number === 1 ? "question comes" : "questions come";
    const words = `Nothing is due today. ${number} ${come} back ${whenDue(first, this.#progress.now)}.`;
    return [element("p", { class: "pb-week-facts" }, words)];
  }

  #showChapter(chapter: HTMLElement): void {
    const words = tally(questionsOf(chapter), this.#progress);
    const place = chapter.querySelector(".pb-tally") ?? element("span", { class: "pb-tally" });
    place.textContent = words && ` · ${words}`;
    chapter.querySelector(".pb-week-facts")?.append(place);
  }

  #file(): Parameters<typeof fileButtons>[0] {
    return {
      words: { save: "Export my answers", open: "Import answers", file: "File of answers" },
      name: "playbook-week",
      write: () => {
        const number = this.#progress.all().size;
        if (number === 0) return { said: "There is no answer to export." };
        return { text: exported(this.#progress), said: `Exported ${count(number, "answer")}.` };
      },
      read: (text) => this.#take(text),
    };
  }

  #take(text: string): string {
    const { taken, known, left } = imported(text, this.#progress);
    this.show();
    const parts = [`Imported ${count(taken, "answer")}.`];
    if (known > 0) parts.push(`${known} ${known === 1 ? "was" : "were"} here already.`);
    if (left > 0) parts.push(`For ${left} this browser has no room.`);
    return parts.join(" ");
  }

  #ask(): void {
    const number = count(this.#progress.all().size, "answer");
    const yes = element("button", { type: "submit", value: "yes", class: "pb-button" }, "Delete them");
    const no = element("button", { type: "submit", value: "no", class: "pb-button" }, "Keep them");
    const words = element(
      "p",
      {},
      `Delete ${number} from this browser? This cannot be undone. You can export them first.`,
    );
    const form = element("form", { method: "dialog" }, words, element("p", { class: "pb-controls" }, no, yes));
    const dialog = element("dialog", { class: "pb-dialog", "aria-label": "Reset my answers" }, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue !== "yes") return;
      this.#progress.reset();
      this.show();
      this.#said.textContent = `Deleted ${number}.`;
    });
    this.#place.append(dialog);
    dialog.showModal();
  }
}

function questionsOf(chapter: HTMLElement): string[] {
  return (chapter.dataset["questions"] ?? "").split(" ").filter(Boolean);
}
