/** One question of a chapter: what can be chosen, whether it is right, and when the question comes back. */
import { element } from "../base/dom.ts";
import { dateAndTime } from "../wording.ts";
import type { Progress } from "./progress.ts";
import { isDue, whenDue, type Answered } from "./schedule.ts";

/** How the reader answers one kind of question. */
export interface Means {
  /** What stands under the question. */
  readonly controls: readonly Node[];
  /** What is said where nothing was chosen. */
  readonly missing: string;
  /** Returns what was chosen, or an empty text. */
  readonly chosen: () => string;
  /** Shows on the page which was right and which was chosen. */
  readonly reveal: (chosen: string) => void;
  /** Takes back what was shown and chosen. */
  readonly clear: () => void;
  /** Returns the right answer in words: "the answer is B". */
  readonly rightWords: string;
}

export interface Asked {
  readonly section: HTMLElement;
  readonly means: Means;
  readonly progress: Progress;
  /** Where the reader goes on: the next question, or the chapter's rules. */
  readonly next: { readonly href: string; readonly words: string };
  readonly onAnswer: () => void;
}

export class QuestionForm {
  readonly #asked: Asked;
  readonly #id: string;
  readonly #answer: HTMLElement | null;
  readonly #before = element("p", { class: "pb-week-facts", hidden: true });
  readonly #status = element("p", { role: "status", class: "pb-verdict" });
  readonly #button = element("button", { type: "submit", class: "pb-button" }, "Answer");
  readonly #next: HTMLAnchorElement;
  #done = false;

  constructor(asked: Asked) {
    const { section, next } = asked;
    this.#asked = asked;
    this.#id = section.dataset["question"] ?? "";
    this.#answer = section.querySelector(".pb-answer");
    this.#next = element("a", { href: next.href, class: "pb-next", hidden: true }, next.words);
  }

  /** Puts the means into the question, and hides its answer until it is answered. */
  open(): void {
    const row = element("p", { class: "pb-controls" }, this.#button, " ", this.#next);
    const form = element("form", {}, ...this.#asked.means.controls, row, this.#before, this.#status);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#done) this.#again();
      else this.#judge();
    });
    if (this.#answer) {
      this.#answer.hidden = true;
      this.#answer.before(form);
    }
    this.#tellBefore();
  }

  #judge(): void {
    const { section, means, progress, onAnswer } = this.#asked;
    const chosen = means.chosen();
    if (chosen === "") return this.#say(means.missing);
    const right = (section.dataset["right"] ?? "").split(" ").includes(chosen);
    const answered = progress.answer(this.#id, right);
    const verdict = right ? "Right." : `Not right: ${means.rightWords}. Read why below.`;
    this.#say([verdict, comesBack(answered, progress)].filter(Boolean).join(" "), right);
    means.reveal(chosen);
    this.#show(true);
    onAnswer();
  }

  #again(): void {
    this.#asked.means.clear();
    this.#say("");
    this.#show(false);
    this.#tellBefore();
  }

  #show(done: boolean): void {
    this.#done = done;
    this.#button.textContent = done ? "Try again" : "Answer";
    this.#next.hidden = !done;
    this.#before.hidden = true;
    if (!this.#answer) return;
    this.#answer.hidden = !done;
    this.#answer.toggleAttribute("open", done);
  }

  #tellBefore(): void {
    const answered = this.#asked.progress.of(this.#id);
    this.#before.hidden = answered === undefined;
    if (!answered) return;
    const how = answered.last ? "right" : "wrong";
    const due = isDue(answered, this.#asked.progress.now)
      ? "It is due today."
      : comesBack(answered, this.#asked.progress);
    this.#before.textContent = `Your last answer, ${dateAndTime(answered.at)}, was ${how}. ${due}`;
  }

  #say(words: string, right?: boolean): void {
    this.#status.textContent = words;
    this.#status.classList.toggle("pb-holds", right === true);
    this.#status.classList.toggle("pb-breaks", right === false);
  }
}

function comesBack({ due, last }: Answered, { keeps, now }: Progress): string {
  if (!keeps) return "";
  if (due === null) return "You know it: it comes back no more.";
  return last ? `The question comes back ${whenDue(due, now)}.` : `You can make it good ${whenDue(due, now)}.`;
}
