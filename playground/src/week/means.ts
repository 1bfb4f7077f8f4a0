/** How each kind of question is answered: options to choose from, a line to name, or the reader's own word. */
import { element } from "../base/dom.ts";
import { count } from "../wording.ts";
import type { Means } from "./question.ts";

/** Returns how the question in `section` is answered. */
export function meansOf(section: HTMLElement): Means {
  const kind = section.dataset["kind"];
  if (kind === "find") return lineMeans(section);
  return kind === "mend" ? ownWord(section) : optionMeans(section);
}

/** The options that the page lists become radio buttons. */
function optionMeans(section: HTMLElement): Means {
  const list = section.querySelector(".pb-options") ?? element("ol");
  const items = [...list.querySelectorAll<HTMLElement>("[data-option]")];
  const inputs = items.map((item) => optionOf(item, section.dataset["question"] ?? ""));
  const mark = (item: HTMLElement, verdict: string, on: boolean): void => void item.classList.toggle(verdict, on);
  const right = section.dataset["right"] ?? "";
  list.setAttribute("role", "list");
  return {
    controls: [
      element("fieldset", { class: "pb-fieldset" }, element("legend", { class: "pb-sr" }, "Your answer"), list),
    ],
    missing: "Choose one first.",
    rightWords: `the answer is ${right}`,
    chosen: () => inputs.find(({ checked }) => checked)?.value ?? "",
    reveal: (chosen) => {
      for (const item of items) {
        mark(item, "pb-holds", item.dataset["option"] === right);
        mark(item, "pb-breaks", item.dataset["option"] === chosen && chosen !== right);
      }
    },
    clear: () => {
      for (const item of items) item.classList.remove("pb-holds", "pb-breaks");
      for (const input of inputs) input.checked = false;
    },
  };
}

function optionOf(item: HTMLElement, question: string): HTMLInputElement {
  const letter = item.dataset["option"] ?? "";
  const input = element("input", { type: "radio", name: question, value: letter });
  const label = element("label", { class: "pb-option" }, input, element("b", {}, letter));
  const code = item.querySelector<HTMLElement>(".highlight");
  if (code) {
    code.id = `${question.toLowerCase()}-${letter.toLowerCase()}`;
    input.setAttribute("aria-describedby", code.id);
    code.addEventListener("click", () => input.click());
  } else {
    label.append(element("span", {}, ...item.childNodes));
  }
  item.prepend(label);
  return input;
}

/** A line is named by its number; a click on it writes the number. */
function lineMeans(section: HTMLElement): Means {
  const lines = [...section.querySelectorAll<HTMLElement>("[data-line]")];
  const right = (section.dataset["right"] ?? "").split(" ");
  const input = element("input", {
    type: "number",
    inputmode: "numeric",
    min: "1",
    max: String(lines.length),
    class: "pb-line-number",
  });
  const choose = (): void => {
    for (const line of lines) line.classList.toggle("pb-chosen", line.dataset["line"] === input.value);
  };
  input.addEventListener("input", choose);
  for (const line of lines) {
    line.addEventListener("click", () => {
      input.value = line.dataset["line"] ?? "";
      choose();
    });
  }
  return {
    controls: [element("p", {}, element("label", {}, "Line ", input))],
    missing: `Write the number of a line first, 1 to ${lines.length}, or press on the line.`,
    rightWords: right.length === 1 ? `it is line ${right[0]}` : `it is one of ${count(right.length, "line")}`,
    // A number as people write it, "07" too.
    chosen: () => (input.validity.valid && input.value !== "" ? String(Number(input.value)) : ""),
    reveal: () => {
      for (const line of lines) line.classList.toggle("hll", right.includes(line.dataset["line"] ?? ""));
    },
    clear: () => {
      input.value = "";
      for (const line of lines) line.classList.remove("hll", "pb-chosen");
    },
  };
}

/** Only the reader knows whether the lines turned green. */
function ownWord(section: HTMLElement): Means {
  const name = section.dataset["question"] ?? "";
  const [yes, no] = ["yes", "no"].map((value) => element("input", { type: "radio", name, value }));
  section.dataset["right"] = "yes";
  const option = (input: HTMLInputElement | undefined, words: string): HTMLElement =>
    element("label", { class: "pb-option" }, input ?? "", element("span", {}, words));
  return {
    controls: [
      element(
        "fieldset",
        { class: "pb-fieldset" },
        element("legend", { class: "pb-sr" }, "Your answer"),
        option(yes, "Every line is green"),
        option(no, "Not yet"),
      ),
    ],
    missing: "Choose one first.",
    rightWords: "one way to mend it is below",
    chosen: () => (yes?.checked ? "yes" : no?.checked ? "no" : ""),
    reveal: () => undefined,
    clear: () => {
      for (const input of [yes, no]) if (input) input.checked = false;
    },
  };
}
