/** One example on the playground page: heading, editor, buttons, and the table of the proof. */
import { addControls, type Action } from "./controls.ts";
import { element } from "./dom.ts";
import { Editor, labelOf } from "./editor.ts";
import { Kept } from "./kept.ts";
import { Mend } from "./mend.ts";
import { Panel } from "./panel.ts";
import type { Choice } from "./picker.ts";
import { emptyBlock } from "./place.ts";
import { interpreterOf, warmUp } from "./pool.ts";
import { buildTable, YoursColumn } from "./proof-table.ts";
import type { Rule, Side } from "./rules.ts";
import { SITE } from "./site.ts";

const FREE_CODE = 'print("Hello from Python in your browser")\n';

export interface Stage {
  readonly elements: readonly HTMLElement[];
  readonly panel: Panel;
}

/** Builds the stage for an example of `rule`, or for free code; `code` is the reader's own, if there is any. */
export async function buildStage(
  choice: Choice,
  rule: Rule | undefined,
  code: string | undefined,
  onAction: (action: Action, pressed: HTMLButtonElement) => void,
): Promise<Stage> {
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
  const row = addControls(section, actions(rule, choice.example), ["link"], onAction);
  const table = rule && buildTable(rule.lines);
  const editor = await Editor.make({ original, label: labelOf(name), numbered: true, emphasised: [] });
  const panel: Panel = new Panel({
    section,
    name,
    original,
    kept: new Kept({ rule: rule?.id ?? "", example: name, version: rule?.version ?? "", source: code }),
    editor,
    foreign: code !== undefined,
    ...(rule && { proof: rule.proof }),
    ...(table && { column: new YoursColumn(table) }),
    ...(rule && name === "bad" && { mend: new Mend({ ...rule, source: () => panel.source }) }),
    interpreter: (source) => interpreterOf(source, requires),
  });
  block.append(editor.element);
  if (runs(rule)) watchIntent(row, () => warmUp(panel.source, requires));
  else section.querySelector(".pb-status")?.replaceChildren(String(rule?.browser));
  return { elements: [...heading(rule), section, ...(table ? [table] : [])], panel };
}

function runs(rule: Rule | undefined): boolean {
  return rule === undefined || rule.browser === true;
}

function actions(rule: Rule | undefined, example: Side): Action[] {
  if (!runs(rule)) return [];
  if (!rule) return ["run", "stop", "reset"];
  return ["run", "prove", ...(example === "bad" ? ["mend" as const] : []), "stop", "reset"];
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
