/** What a line gave, as the page shows it. */
import { element } from "../base/dom.ts";
import { shortened } from "../base/text.ts";
import { shown } from "../wording.ts";

const SHOWN_CHARS = 1000;

/** Returns what a line gave: code, the word for nothing, or the error that it raised. */
export function value(whole: string): HTMLElement {
  const text = shortened(whole, SHOWN_CHARS);
  const raised = /^raises ([\w.]+)(.*)$/s.exec(text);
  if (text === "") return element("i", {}, shown(text));
  if (!raised) return element("code", {}, text);
  return element("span", {}, "raises ", element("code", {}, raised[1] ?? ""), raised[2] ?? "");
}
