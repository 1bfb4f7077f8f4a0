/** Which example of which rule a section of the page is. */
import { fetchRule, type Rule } from "../data/rules.ts";
import type { Side } from "../protocol/protocol.ts";

/** Returns the rule of the section. Raises Error when it cannot be had. */
export function ruleOf(section: HTMLElement): Promise<Rule> {
  const pair = section.closest<HTMLElement>(".pb-pair");
  return fetchRule(new URL(pair?.dataset["ruleJson"] ?? "rule.json", document.baseURI));
}

/** Returns which of the rule's two examples it is. */
export function sideOf(section: HTMLElement): Side {
  return section.dataset["example"] === "good" ? "good" : "bad";
}
