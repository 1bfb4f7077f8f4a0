/** One example on the playground page: heading, editor, buttons, and the table of the proof. */
import { addControls, type Action, type Sharing } from "../example/controls.ts";
import { element } from "../base/dom.ts";
import { Editor, labelOf } from "../editor/editor.ts";
import { LOOK_MS, whenIdle } from "../base/idle.ts";
import { Kept } from "../edits/kept.ts";
import { Mend } from "../example/mend.ts";
import { Panel } from "../example/panel.ts";
import type { Choice } from "./picker.ts";
import { emptyBlock } from "../example/place.ts";
import { interpreterOf, standBy, warmUp } from "../interpreter/pool.ts";
import { buildTable, YoursColumn } from "../example/proof-table.ts";
import { onReach } from "../example/reach.ts";
import type { Rule } from "../data/rules.ts";
import type { Side } from "../protocol/protocol.ts";
import { SITE } from "../site.ts";

const SHARE: Sharing = { shown: ["link"], label: "Share", actions: ["markdown", "snippet"] };
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
  const { requires = [], [choice.example]: original = FREE_CODE } = rule ?? {};
  const block = emptyBlock();
  const section = sectionOf(name, block);
  const row = addControls(section, actions(rule, choice.example), SHARE, onAction);
  if (!runs(rule)) section.querySelector(".pb-status")?.replaceChildren(String(rule?.browser));
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
  if (runs(rule)) makeReady(row, panel, requires);
  return { elements: [...heading(rule), section, ...(table ? [table] : [])], panel };
}

function sectionOf(name: string, block: HTMLElement): HTMLElement {
  const attributes = { class: `pb-example pb-${name}`, "data-example": name, "aria-label": `${name} example` };
  return element("section", attributes, block);
}

function runs(rule: Rule | undefined): boolean {
  return rule === undefined || rule.browser === true;
}

function actions(rule: Rule | undefined, example: Side): Action[] {
  if (!runs(rule)) return [];
  if (!rule) return ["run", "stop", "reset"];
  return ["run", "prove", ...(example === "bad" ? ["mend" as const] : []), "stop", "reset"];
}

/** Has Python stand by, and come up when the reader reaches for the buttons. */
function makeReady(row: HTMLElement, panel: Panel, requires: readonly string[]): void {
  whenIdle(() => void standBy(panel.source, requires).catch(() => undefined), LOOK_MS);
  onReach(row, () => void warmUp(panel.source, requires).catch(() => undefined));
}

function heading(rule: Rule | undefined): HTMLElement[] {
  if (!rule) return [];
  const link = element("a", { href: new URL(`rules/${rule.id}/`, SITE).href }, `${rule.id} · ${rule.title}`);
  return [element("h2", {}, link)];
}
