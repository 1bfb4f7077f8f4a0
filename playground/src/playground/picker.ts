/** Chooses a rule and one of its two examples. */
import { element } from "../base/dom.ts";
import type { Listed } from "../data/rules.ts";
import type { Side } from "../protocol/protocol.ts";

export interface Choice {
  readonly rule: string;
  readonly example: Side;
}

export class Picker {
  readonly element: HTMLElement;
  readonly #rule = element("select", { id: "pb-rule", class: "pb-select" });
  readonly #sides: HTMLFieldSetElement;

  constructor(rules: readonly Listed[], onChange: (choice: Choice) => void) {
    this.#rule.append(element("option", { value: "" }, "No rule: your own code"), ...groups(rules));
    this.#sides = element(
      "fieldset",
      { class: "pb-sides" },
      element("legend", {}, "Example"),
      radio("bad"),
      radio("good"),
    );
    this.element = element(
      "div",
      { class: "pb-picker" },
      element("div", {}, element("label", { for: "pb-rule" }, "Rule"), this.#rule),
      this.#sides,
    );
    this.element.addEventListener("change", () => onChange(this.choice));
  }

  get choice(): Choice {
    const checked = this.#sides.querySelector<HTMLInputElement>("input:checked");
    return { rule: this.#rule.value, example: checked?.value === "good" ? "good" : "bad" };
  }

  /** Shows a choice; returns false if there is no such rule. */
  select({ rule, example }: Choice): boolean {
    this.#rule.value = rule;
    const known = this.#rule.selectedIndex >= 0;
    if (!known) this.#rule.value = "";
    const input = this.#sides.querySelector<HTMLInputElement>(`input[value="${example}"]`);
    if (input) input.checked = true;
    this.#sides.hidden = this.#rule.value === "";
    return known;
  }
}

function groups(rules: readonly Listed[]): HTMLElement[] {
  const areas = new Map(rules.map(({ area, area_title }) => [area, area_title]));
  return [...areas].map(([area, label]) => {
    const options = rules
      .filter((rule) => rule.area === area)
      .map(({ id, title }) => element("option", { value: id }, `${id} · ${title}`));
    return element("optgroup", { label }, ...options);
  });
}

function radio(side: Side): HTMLElement {
  const input = element("input", { type: "radio", name: "pb-example", value: side });
  return element("label", {}, input, ` ${side === "bad" ? "✗ Bad" : "✓ Good"}`);
}
