/** One example on the playground page: heading, editor, buttons, and the table of the proof. */
import { addControls, type Action } from "../example/controls.ts";
import { element } from "../base/dom.ts";
import { Editor, labelOf } from "../editor/editor.ts";
import { LOOK_MS, whenIdle } from "../base/idle.ts";
import { Kept } from "../edits/kept.ts";
import { hunks } from "../editor/hunks.ts";
import { Mend, type Workplace } from "../example/mend.ts";
import { Panel } from "../example/panel.ts";
import type { Choice } from "./picker.ts";
import { coveredBelow, emptyBlock } from "../example/place.ts";
import { interpreterOf, standBy, warmUp } from "../interpreter/pool.ts";
import { buildTable, YoursColumn } from "../example/proof-table.ts";
import { onReach } from "../example/reach.ts";
import type { Rule } from "../data/rules.ts";
import type { Side } from "../protocol/protocol.ts";
import { pageOf } from "../example/rule-page.ts";
import { playgroundAt } from "../links/share.ts";

const FREE_CODE = 'print("Hello from Python in your browser")\n';

export interface Stage {
  readonly elements: readonly HTMLElement[];
  readonly panel: Panel;
}

/** What the editor shows instead of what is kept or published; `foreign` code came with a link. */
export interface Brought {
  readonly code?: string | undefined;
  readonly foreign?: boolean;
}

/** Builds the stage for an example of `rule`, or for free code. */
export async function buildStage(
  choice: Choice,
  rule: Rule | undefined,
  { code, foreign }: Brought,
  onAction: (action: Action, pressed: HTMLButtonElement) => void,
): Promise<Stage> {
  const name = rule ? choice.example : "code";
  const { requires = [], [choice.example]: original = FREE_CODE } = rule ?? {};
  const block = emptyBlock();
  const section = sectionOf(name, block);
  const row = addControls(section, actions(rule, choice.example), ["link"], onAction);
  if (!runs(rule)) section.querySelector(".pb-status")?.replaceChildren(String(rule?.browser));
  const table = rule && buildTable(rule.lines);
  const editor = await Editor.make({
    original,
    label: labelOf(name),
    emphasised: markedLines(rule, choice.example),
    coveredBelow: () => coveredBelow(section),
  });
  const panel = new Panel({
    section,
    name,
    original,
    kept: new Kept({ rule: rule?.id ?? "", example: name, version: rule?.version ?? "", source: code }),
    editor,
    foreign: foreign ?? false,
    ...(rule && { rule }),
    ...(table && { column: new YoursColumn(table) }),
    ...(rule && name === "bad" && { mend: new Mend(rule, workplace(editor)) }),
    interpreter: (source) => interpreterOf(source, requires),
  });
  block.append(editor.element);
  if (runs(rule)) makeReady(row, panel, requires);
  return { elements: [...heading(rule), section, ...(table ? [table] : [])], panel };
}

/** Returns the lines that this side has and the other has not. */
function markedLines(rule: Rule | undefined, side: Side): number[] {
  if (!rule) return [];
  const [own, other] = side === "bad" ? [rule.bad, rule.good] : [rule.good, rule.bad];
  return hunks(own, other).flatMap(({ oldLine, removed }) => removed.map((_, index) => oldLine + index));
}

function workplace(editor: Editor): Workplace {
  return {
    source: () => editor.source,
    placesOf: (lines) => editor.placesOf(lines),
    look: (line) => editor.show(line),
    exercise: (id) => playgroundAt({ rule: id, example: "bad" }),
  };
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
  const link = element("a", { href: pageOf(rule.id).href }, `${rule.id} · ${rule.title}`);
  return [element("h2", {}, link)];
}
