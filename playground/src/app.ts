/** What the loader imports once the reader wants something: Python starts while the editor is still on its way. */
import type { Action } from "./controls.ts";
import { pause } from "./pause.ts";
import { warmUp } from "./pool.ts";
import { ruleOf, sideOf } from "./section.ts";

type Examples = typeof import("./examples.ts");

const examples = import("./examples.ts").then(async (loaded) => {
  await pause();
  return loaded;
});
// Whoever calls hears of it.
examples.catch(() => undefined);

/** Does in `section` what the pressed button says. Raises Error when the editor cannot be had. */
export async function act(section: HTMLElement, action: Action, point?: { x: number; y: number }): Promise<void> {
  if (action === "run" || action === "prove") void warm(section).catch(() => undefined);
  await (await examples).act(section, action, point);
}

/** Makes Python ready for `section` before it is asked to run. */
export async function warm(section: HTMLElement): Promise<void> {
  const rule = await ruleOf(section);
  if (rule.browser === true) await warmUp(rule[sideOf(section)], rule.requires);
}

/** Shows what the reader made of the example at an earlier visit. */
export async function restore(section: HTMLElement): Promise<void> {
  await (await examples).restore(section);
}

/** Returns the link to the reader's code, or `page` if the code is as the page has it. Raises LinkError. */
export async function linkFor(...given: Parameters<Examples["linkFor"]>): Promise<string> {
  return (await examples).linkFor(...given);
}

/** Returns such a link in Markdown, with the code or without. Raises LinkError. */
export async function markdownFor(...given: Parameters<Examples["markdownFor"]>): Promise<string> {
  return (await examples).markdownFor(...given);
}

/** Ends what belongs to examples that are no longer on the page. */
export async function sweep(): Promise<void> {
  (await examples).sweep();
}

/** Builds the playground inside `place`. */
export async function openPlayground(place: HTMLElement): Promise<void> {
  await (await import("./playground.ts")).openPlayground(place);
}
