/** Copies text and says so; shows the text in a field when the clipboard is refused. */
import { element } from "../base/dom.ts";

const SAID_FOR_MS = 4000;

const COPIED = "Copied";

/**
 * Copies the text, once it is there, and tells it beside `button`; so it does with an error in making the text.
 * `remark` gives what is told.
 */
export async function copy(
  button: HTMLElement,
  making: string | Promise<string>,
  remark: (text: string) => string = () => COPIED,
): Promise<void> {
  const said = liveRegion(button);
  said.replaceChildren();
  let text: string;
  try {
    text = await making;
  } catch (error) {
    said.textContent = (error as Error).message;
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    showField(said, text);
    return;
  }
  said.textContent = remark(text);
  setTimeout(() => {
    if (said.textContent === COPIED) said.replaceChildren();
  }, SAID_FOR_MS);
}

function liveRegion(button: HTMLElement): HTMLElement {
  const parent = button.parentElement ?? document.body;
  const found = parent.querySelector<HTMLElement>(".pb-said");
  if (found) return found;
  const said = element("span", { class: "pb-said", "aria-live": "polite" });
  parent.append(said);
  return said;
}

function showField(said: HTMLElement, text: string): void {
  const field = element("input", { type: "text", readonly: true, value: text });
  said.append(element("label", {}, "The browser refused the clipboard. Copy it here: ", field));
  field.focus();
  field.select();
}
