/** Puts the editor where the static code is, of the same size, so that nothing on the page moves. */
import { element } from "../base/dom.ts";

/** Hides the code of a `.highlight` block and shows the editor in its place. */
export function putInPlace(editor: HTMLElement, block: Element): void {
  const outer = block.querySelector<HTMLElement>("table, pre") ?? block.firstElementChild;
  const code = codeOf(block);
  if (!(outer instanceof HTMLElement) || !code) {
    block.append(editor);
    return;
  }
  const { fontSize, lineHeight, padding } = getComputedStyle(code);
  editor.style.margin = getComputedStyle(outer).margin;
  editor.style.setProperty("--pb-code-size", fontSize);
  editor.style.setProperty("--pb-code-leading", lineHeight);
  editor.style.setProperty("--pb-code-padding", padding);
  editor.style.minHeight = `${outer.getBoundingClientRect().height}px`;
  outer.hidden = true;
  block.append(editor);
}

/** Returns the element that holds the text of the code. */
export function codeOf(block: Element): HTMLElement | null {
  return block.querySelector<HTMLElement>("td.code code, pre > code");
}

/** Returns an empty block that looks like a static one. */
export function emptyBlock(): HTMLElement {
  return element("div", { class: "highlight" });
}
