/** The pages of the first week: the path, and a chapter with its questions. */
import { askToKeep } from "../edits/ask-to-keep.ts";
import { storage } from "../edits/edit-key.ts";
import { element } from "../base/dom.ts";
import { meansOf } from "./means.ts";
import { Path } from "./path.ts";
import { Progress } from "./progress.ts";
import { QuestionForm } from "./question.ts";
import { NO_STORAGE, tally } from "./words.ts";

/** Makes the page answer; `place` is where it says how far the reader is. */
export function openWeek(place: HTMLElement): void {
  const progress = new Progress(storage());
  const places = document.getElementById("pb-week-questions")?.textContent;
  if (places) new Path(place, progress, JSON.parse(places)).open();
  else openChapter(place, progress);
}

function openChapter(place: HTMLElement, progress: Progress): void {
  const facts = element("p", { class: "pb-week-facts" });
  const sections = [...document.querySelectorAll<HTMLElement>(".pb-question")];
  const questions = sections.map((section) => section.dataset["question"] ?? "");
  const tell = (): void => {
    facts.textContent = progress.keeps ? tally(questions, progress) : NO_STORAGE;
  };
  const onAnswer = (): void => {
    tell();
    if (progress.keeps) askToKeep();
  };
  sections.forEach((section, index) => {
    const following = sections[index + 1]?.dataset["question"];
    const next = following
      ? { href: `#${following.toLowerCase()}`, words: "Next question" }
      : { href: "#rules", words: "The rules of this chapter" };
    new QuestionForm({ section, means: meansOf(section), progress, next, onAnswer }).open();
  });
  place.replaceChildren(facts);
  tell();
}
