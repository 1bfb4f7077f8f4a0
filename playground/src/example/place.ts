/** Puts the editor where the static code is, of the same size, so that nothing on the page moves. */
import { element } from "../base/dom.ts";
import type { Spot } from "../editor/editor.ts";

/** What the editor takes over from the static code. */
const MEASURES = [
  ["--pb-code-size", "font-size"],
  ["--pb-code-leading", "line-height"],
  ["--pb-code-top", "padding-top"],
  ["--pb-code-bottom", "padding-bottom"],
  ["--pb-code-start", "padding-left"],
  ["--pb-code-end", "padding-right"],
] as const;

/** Hides the code of a `.highlight` block and shows the editor in its place. */
export function putInPlace(editor: HTMLElement, block: Element): void {
  const outer = block.querySelector<HTMLElement>("table, pre") ?? block.firstElementChild;
  const code = codeOf(block);
  if (!(outer instanceof HTMLElement) || !code) {
    block.append(editor);
    return;
  }
  const style = getComputedStyle(code);
  editor.style.margin = getComputedStyle(outer).margin;
  for (const [name, from] of MEASURES) editor.style.setProperty(name, style.getPropertyValue(from));
  outer.hidden = true;
  block.append(editor);
}

/** Where in the static code the reader pointed. */
export type Aim = Spot;

/** Returns what lies under this point of the window, or nothing if that is no static code of the block. */
export function aimAt(block: Element, { x, y }: { x: number; y: number }): Aim | undefined {
  const code = codeOf(block);
  const caret = caretAt(x, y);
  if (!caret || !code?.contains(caret.node)) return undefined;
  const before = document.createRange();
  before.setStart(code, 0);
  before.setEnd(caret.node, caret.offset);
  const lines = before.toString().split("\n");
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

/** Returns where a spot of the static code is seen, in pixels from the window's top, or nothing if it is not seen. */
export function codeTop(block: Element, { line, column }: Spot): number | undefined {
  const code = codeOf(block);
  if (!code) return undefined;
  const starts = (code.textContent ?? "").split("\n").slice(0, line - 1);
  let left = starts.reduce((sum, text) => sum + text.length + 1, 0) + column;
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (left < node.length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      const { top, height } = range.getBoundingClientRect();
      return height > 0 ? top : undefined;
    }
    left -= node.length;
  }
  return undefined;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  // WebKit knows the older one of the two alone.
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

/** Does `change` while `element` stays where it is seen. */
export function stay(element: Element | null, change: () => void): void {
  const top = element?.getBoundingClientRect().top ?? 0;
  change();
  scrollBy({ top: (element?.getBoundingClientRect().top ?? 0) - top, behavior: "instant" });
}

/** Returns how much of the window's lower end the example's own buttons cover where they stay in sight, in pixels. */
export function coveredBelow(section: Element): number {
  const dock = section.querySelector<HTMLElement>(".pb-dock");
  return dock && getComputedStyle(dock).position === "sticky" ? dock.offsetHeight : 0;
}

/** Returns the element that holds the text of the code. */
export function codeOf(block: Element): HTMLElement | null {
  return block.querySelector<HTMLElement>("td.code code, pre > code");
}

/** Returns an empty block that looks like a static one. */
export function emptyBlock(): HTMLElement {
  return element("div", { class: "highlight" });
}
