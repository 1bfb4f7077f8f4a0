/** What the loader imports once the reader wants something: the examples of a rule page. */
import type { Action } from "./controls.ts";
import { addStyles } from "./dom.ts";
import { emphasisedLines } from "./emphasis.ts";
import { BASE } from "./manifest.ts";
import { Panel } from "./panel.ts";
import { codeOf, putInPlace } from "./place.ts";
import { closeInterpreter, interpreterOf, warmUp } from "./pool.ts";
import { YoursColumn } from "./proof-table.ts";
import { fetchRule, type Rule, type Side } from "./rules.ts";
import { playgroundLink } from "./share.ts";
import { StatusLine } from "./status.ts";

export { openPlayground } from "./playground.ts";

interface Example {
  readonly rule: Rule;
  readonly side: Side;
  readonly panel: Panel;
}

const examples = new Map<HTMLElement, Promise<Example | undefined>>();

addStyles(new URL(STYLES_FILE, BASE));

/** Does in `section` what the pressed button says; a failure is told in its status line. */
export async function act(section: HTMLElement, action: Action, point?: { x: number; y: number }): Promise<void> {
  try {
    (await exampleOf(section))?.panel.act(action, point);
  } catch (error) {
    const status = new StatusLine(section.querySelector<HTMLElement>(".pb-status") ?? section);
    status.say((error as Error).message, "failed");
    status.offer(() => void act(section, action));
  }
}

/** Makes Python ready for `section` before it is asked to run. */
export async function warm(section: HTMLElement): Promise<void> {
  const rule = await ruleOf(section);
  if (rule.browser === true) await warmUp(rule[sideOf(section)], rule.requires);
}

/** Returns the link that carries the reader's code, or nothing if it is as the page has it. Raises LinkError. */
export async function linkFor(section: HTMLElement): Promise<string> {
  const example = await examples.get(section);
  if (!example?.panel.edited) return "";
  return playgroundLink({ rule: example.rule.id, example: example.side }, example.panel.source);
}

/** Ends what belongs to examples that are no longer on the page. */
export function sweep(): void {
  const gone = [...examples.keys()].filter((section) => !section.isConnected);
  for (const section of gone) examples.delete(section);
  if (gone.length > 0) closeInterpreter();
}

function ruleOf(section: HTMLElement): Promise<Rule> {
  const pair = section.closest<HTMLElement>(".pb-pair");
  return fetchRule(new URL(pair?.dataset["ruleJson"] ?? "rule.json", document.baseURI));
}

function sideOf(section: HTMLElement): Side {
  return section.dataset["example"] === "good" ? "good" : "bad";
}

function exampleOf(section: HTMLElement): Promise<Example | undefined> {
  const known = examples.get(section);
  if (known) return known;
  const example = ruleOf(section).then((rule) => open(section, rule));
  examples.set(section, example);
  example.catch(() => examples.delete(section));
  return example;
}

function open(section: HTMLElement, rule: Rule): Example | undefined {
  if (rule.browser !== true) {
    section.querySelectorAll(".pb-controls > button").forEach((button) => button.remove());
    section.querySelector(".pb-status")?.replaceChildren(rule.browser);
    return undefined;
  }
  const side = sideOf(section);
  const block = section.querySelector<HTMLElement>(".highlight");
  const code = block && codeOf(block);
  const table = tableAfter(section);
  const panel = new Panel({
    section,
    name: side,
    source: rule[side],
    editor: {
      numbered: block?.querySelector(".linenos, .linenodiv, [data-linenos]") != null,
      emphasised: code ? emphasisedLines(code) : [],
    },
    proof: rule.proof,
    ...(table && { column: new YoursColumn(table) }),
    interpreter: (source) => interpreterOf(source, rule.requires),
    onEdit: (source) => {
      // The theme's button beside the code copies what stands here.
      if (code) code.textContent = source;
    },
  });
  if (block) putInPlace(panel.editorElement, block);
  else section.querySelector(".pb-controls")?.before(panel.editorElement);
  return { rule, side, panel };
}

/** Returns the first proof table behind the example. */
function tableAfter(section: HTMLElement): HTMLTableElement | undefined {
  const tables = [...document.querySelectorAll<HTMLTableElement>("table.pb-proof")];
  return tables.find((table) => section.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
}
