/** The examples of a rule page: their editors, buttons and results. */
import type { Action } from "./controls.ts";
import { addStyles } from "../base/dom.ts";
import { Editor, labelOf } from "../editor/editor.ts";
import { emphasisedLines } from "../editor/emphasis.ts";
import { Kept } from "../edits/kept.ts";
import { Mend } from "./mend.ts";
import { Panel } from "./panel.ts";
import { pause } from "../base/pause.ts";
import { codeOf, putInPlace } from "./place.ts";
import { closeInterpreter, interpreterOf } from "../interpreter/pool.ts";
import { YoursColumn } from "./proof-table.ts";
import type { Rule } from "../data/rules.ts";
import { ruleOf, sideOf } from "./section.ts";
import { linkTo, markdownLink, markdownWithCode, type Sharing } from "../links/share.ts";
import { BASE } from "../site.ts";
import { StatusLine } from "./status.ts";

/** The examples that are opened; none for a rule that cannot run here. */
const panels = new Map<HTMLElement, Promise<Panel | undefined>>();
const editors = new WeakMap<HTMLElement, Promise<Editor>>();

addStyles(new URL(STYLES_FILE, BASE));

/** Does in `section` what the pressed button says; a failure is told in its status line. */
export async function act(section: HTMLElement, action: Action, point?: { x: number; y: number }): Promise<void> {
  try {
    (await panelOf(section))?.act(action, point);
  } catch (error) {
    const status = new StatusLine(section.querySelector<HTMLElement>(".pb-status") ?? section);
    status.say((error as Error).message, "failed");
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

/** Returns the link to the reader's code, or `page` if the code is as the page has it. Raises LinkError. */
export async function linkFor(section: HTMLElement, page: string): Promise<string> {
  const panel = await panels.get(section);
  return panel?.edited ? linkTo(await sharingOf(section)) : page;
}

/** Returns such a link in Markdown, with the code or without. Raises LinkError. */
export async function markdownFor(section: HTMLElement, page: string, withCode: boolean): Promise<string> {
  const url = await linkFor(section, page);
  const sharing = await sharingOf(section);
  return withCode ? markdownWithCode(sharing, url) : markdownLink(sharing, url);
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

function panelOf(section: HTMLElement): Promise<Panel | undefined> {
  const known = panels.get(section);
  if (known) return known;
  const opened = ruleOf(section).then((rule) => open(section, rule));
  panels.set(section, opened);
  opened.catch(() => panels.delete(section));
  return opened;
}

async function open(section: HTMLElement, rule: Rule): Promise<Panel | undefined> {
  if (rule.browser !== true) {
    section.querySelector(".pb-main")?.replaceChildren();
    section.querySelector(".pb-status")?.replaceChildren(rule.browser);
    return undefined;
  }
  const editor = await editorOf(section, rule);
  const block = section.querySelector<HTMLElement>(".highlight");
  const panel = panelFor(section, rule, editor, block && codeOf(block));
  if (block) putInPlace(editor.element, block);
  else section.querySelector(".pb-controls")?.before(editor.element);
  await pause();
  return panel;
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
    numbered: block?.querySelector(".linenos, .linenodiv, [data-linenos]") != null,
    emphasised: code ? emphasisedLines(code) : [],
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
    proof: rule.proof,
    ...(table && { column: new YoursColumn(table) }),
    ...(side === "bad" && { mend: new Mend({ ...rule, source: () => panel.source }) }),
    interpreter: (source) => interpreterOf(source, rule.requires),
    onEdit: (source) => {
      // The theme's button beside the code copies what stands here.
      if (code) code.textContent = source;
    },
  });
  return panel;
}

/** Returns the first proof table behind the example. */
function tableAfter(section: HTMLElement): HTMLTableElement | undefined {
  const tables = [...document.querySelectorAll<HTMLTableElement>("table.pb-proof")];
  return tables.find((table) => section.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
}
