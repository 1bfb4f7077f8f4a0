/** One example on the playground page: heading, editor, buttons, and the table of the proof. */
import { addControls, type Action } from "./controls.ts";
import { element } from "./dom.ts";
import { Panel } from "./panel.ts";
import type { Choice } from "./picker.ts";
import { emptyBlock } from "./place.ts";
import { interpreterOf, warmUp } from "./pool.ts";
import { buildTable, YoursColumn } from "./proof-table.ts";
import type { Rule } from "./rules.ts";
import { SITE } from "./share.ts";

const FREE_CODE = 'print("Hello from Python in your browser")\n';

export interface Stage {
  readonly elements: readonly HTMLElement[];
  readonly panel: Panel;
}

/** Builds the stage for an example of `rule`, or for free code; `code` is the reader's own, if there is any. */
export function buildStage(
  choice: Choice,
  rule: Rule | undefined,
  code: string | undefined,
  onAction: (action: Action, pressed: HTMLButtonElement) => void,
): Stage {
  const name = rule ? choice.example : "code";
  const original = rule ? rule[choice.example] : FREE_CODE;
  const requires = rule?.requires ?? [];
  const section = element("section", {
    class: `pb-example pb-${name}`,
    "data-example": name,
    "aria-label": `${name} example`,
  });
  const block = emptyBlock();
  section.append(block);
  const row = addControls(section, actions(rule), onAction);
  const table = rule && buildTable(rule.lines);
  const panel = new Panel({
    section,
    name,
    original,
    source: code ?? original,
    editor: { numbered: true, emphasised: [] },
    ...(rule && { proof: rule.proof }),
    ...(table && { column: new YoursColumn(table) }),
    interpreter: (source) => interpreterOf(source, requires),
  });
  block.append(panel.editorElement);
  if (runs(rule)) watchIntent(row, () => warmUp(panel.source, requires));
  else section.querySelector(".pb-status")?.replaceChildren(String(rule?.browser));
  return { elements: [...heading(rule), section, ...(table ? [table] : [])], panel };
}

function runs(rule: Rule | undefined): boolean {
  return rule === undefined || rule.browser === true;
}

function actions(rule: Rule | undefined): Action[] {
  if (!runs(rule)) return ["link"];
  return rule ? ["run", "prove", "stop", "reset", "link"] : ["run", "stop", "reset", "link"];
}

function watchIntent(row: HTMLElement, warm: () => Promise<void>): void {
  for (const name of ["pointerenter", "focusin"]) {
    row.addEventListener(name, () => void warm().catch(() => undefined), { once: true });
  }
}

function heading(rule: Rule | undefined): HTMLElement[] {
  if (!rule) return [];
  const link = element("a", { href: new URL(`rules/${rule.id}/`, SITE).href }, `${rule.id} · ${rule.title}`);
  return [element("h2", {}, link)];
}
