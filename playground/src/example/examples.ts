/** The examples of a rule page: their editors, buttons and results. */
import type { Action } from "./controls.ts";
import type { EditShareAction } from "../links/edit-share.ts";
import { addStyles } from "../base/dom.ts";
import { Editor, labelOf } from "../editor/editor.ts";
import { emphasisedLines } from "../editor/emphasis.ts";
import { Kept } from "../edits/kept.ts";
import { Mend, type Workplace } from "./mend.ts";
import { Panel } from "./panel.ts";
import { pause } from "../base/pause.ts";
import { aimAt, codeOf, codeTop, coveredBelow, putInPlace, stay, type Aim } from "./place.ts";
import { closeInterpreter, interpreterOf } from "../interpreter/pool.ts";
import { YoursColumn } from "./proof-table.ts";
import type { Rule } from "../data/rules.ts";
import { pageOf, questionBehind } from "./rule-page.ts";
import { ruleOf, sideOf } from "./section.ts";
import { shareText, type Sharing } from "../links/share.ts";
import { BASE } from "../site.ts";
import { StatusLine } from "./status.ts";
import { inWords } from "./trouble.ts";

/** The examples that are opened; none for a rule that cannot run here. */
const panels = new Map<HTMLElement, Promise<Panel | undefined>>();
const editors = new WeakMap<HTMLElement, Promise<Editor>>();

addStyles(new URL(STYLES_FILE, BASE));

/** Does in `section` what the pressed button says; a failure is told in its status line. */
export async function act(section: HTMLElement, action: Action, point?: { x: number; y: number }): Promise<void> {
  const block = section.querySelector(".highlight");
  const aim = point && block ? aimAt(block, point) : undefined;
  try {
    const panel = await panelOf(section, aim);
    panel?.act(action, aim);
  } catch (error) {
    const status = new StatusLine(section.querySelector<HTMLElement>(".pb-status") ?? section);
    status.say(inWords((error as Error).message), "failed");
    status.offer(() => void act(section, action));
  }
}

/** Makes the editor, which is shown when it is wanted. Raises Error when the rule cannot be had. */
export async function prepare(section: HTMLElement): Promise<void> {
  const rule = await ruleOf(section);
  if (rule.browser === true) await editorOf(section, rule);
}

/** Shows what the reader made of the example at an earlier visit. */
export async function restore(section: HTMLElement): Promise<void> {
  await panelOf(section);
}

/** Returns the text that shares the reader's code in this way. Raises LinkError when it is too long. */
export async function shareFor(section: HTMLElement, action: EditShareAction): Promise<string> {
  return shareText(action, await sharingOf(section));
}

/** Ends what belongs to examples that are no longer on the page. */
export function sweep(): void {
  const gone = [...panels].filter(([section]) => !section.isConnected);
  for (const [section, opened] of gone) {
    panels.delete(section);
    void opened.then((panel) => panel?.close());
  }
  if (gone.length > 0) closeInterpreter();
}

async function sharingOf(section: HTMLElement): Promise<Sharing> {
  const rule = await ruleOf(section);
  const side = sideOf(section);
  const panel = await panels.get(section);
  return { rule, example: side, source: panel?.source ?? rule[side], edited: panel?.edited ?? false };
}

function panelOf(section: HTMLElement, aim?: Aim): Promise<Panel | undefined> {
  const known = panels.get(section);
  if (known) return known;
  const opened = ruleOf(section).then((rule) => open(section, rule, aim));
  panels.set(section, opened);
  opened.catch(() => panels.delete(section));
  return opened;
}

async function open(section: HTMLElement, rule: Rule, aim?: Aim): Promise<Panel | undefined> {
  if (rule.browser !== true) {
    section.querySelector(".pb-main")?.replaceChildren();
    section.querySelector(".pb-status")?.replaceChildren(rule.browser);
    return undefined;
  }
  const editor = await editorOf(section, rule);
  const block = section.querySelector<HTMLElement>(".highlight");
  const panel = panelFor(section, rule, editor, block && codeOf(block));
  if (block) swap(section, editor, block, aim);
  else section.querySelector(".pb-controls")?.before(editor.element);
  await pause();
  return panel;
}

/** Puts the editor in the place of the code; the line that the reader pointed at stays where it is, or the buttons do. */
function swap(section: HTMLElement, editor: Editor, block: HTMLElement, aim: Aim | undefined): void {
  const seen = aim && codeTop(block, aim);
  const place = (): void => putInPlace(editor.element, block);
  if (aim && seen !== undefined) {
    place();
    // The first time brings it near, where it can be measured.
    for (let time = 0; time < 2; time++) scrollBy({ top: editor.topOf(aim) - seen, behavior: "instant" });
  } else {
    const controls = section.querySelector(".pb-controls");
    stay(controls, place);
    // What is near by then is measured, and may be of another height than was guessed.
    stay(controls, () => editor.measure());
  }
}

function editorOf(section: HTMLElement, rule: Rule): Promise<Editor> {
  const known = editors.get(section);
  if (known) return known;
  const side = sideOf(section);
  const block = section.querySelector<HTMLElement>(".highlight");
  const code = block && codeOf(block);
  const made = Editor.make({
    original: rule[side],
    label: labelOf(side),
    emphasised: code ? emphasisedLines(code) : [],
    coveredBelow: () => coveredBelow(section),
  });
  editors.set(section, made);
  return made;
}

function panelFor(section: HTMLElement, rule: Rule, editor: Editor, code: HTMLElement | null): Panel {
  const side = sideOf(section);
  const table = tableAfter(section);
  const panel: Panel = new Panel({
    section,
    name: side,
    original: rule[side],
    kept: new Kept({ rule: rule.id, example: side, version: rule.version }),
    editor,
    rule,
    ...(table && { column: new YoursColumn(table) }),
    ...(side === "bad" && { mend: new Mend(rule, workplace(section, editor)) }),
    interpreter: (source) => interpreterOf(source, rule.requires),
    onEdit: (source) => {
      // The theme's button beside the code copies what stands here.
      if (code) code.textContent = source;
    },
  });
  return panel;
}

function workplace(section: HTMLElement, editor: Editor): Workplace {
  const pair = section.closest(".pb-pair");
  const question = questionBehind(location.href);
  return {
    source: () => editor.source,
    placesOf: (lines) => editor.placesOf(lines),
    look: (line) => editor.show(line),
    exercise: (id) => new URL("#bad", pageOf(id)),
    ...(question && { question }),
    cover: (covered) => {
      for (const one of [pair, ...document.querySelectorAll(".pb-difference")])
        one?.classList.toggle("pb-covering", covered);
    },
  };
}

/** Returns the first proof table behind the example. */
function tableAfter(section: HTMLElement): HTMLTableElement | undefined {
  const tables = [...document.querySelectorAll<HTMLTableElement>("table.pb-proof")];
  return tables.find((table) => section.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
}
