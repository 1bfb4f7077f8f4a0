/** What the playground page lets the reader set and take along: the single keys, and all edits as a file. */
import { element } from "../base/dom.ts";
import { fileButtons } from "../base/file-buttons.ts";
import type { Imported } from "../base/json-file.ts";
import { setShortcuts, shortcutsAct } from "../base/shortcuts.ts";
import { storage } from "../edits/edit-key.ts";
import { exported, imported } from "../edits/file.ts";
import { count } from "../wording.ts";

const NO_STORAGE = "This browser lets the site store nothing, as in a private window or with cookies blocked.";

/** Builds the choice inside `place`. */
export function openShortcuts(place: HTMLElement): void {
  const box = element("input", { type: "checkbox", checked: shortcutsAct() });
  const said = element("span", { class: "pb-said", role: "status" });
  box.addEventListener("change", () => {
    const kept = setShortcuts(box.checked);
    said.textContent = kept ? "Kept in this browser." : NO_STORAGE;
  });
  place.replaceChildren(element("p", {}, element("label", {}, box, " Single keys act on every page"), " ", said));
}

/** Builds the buttons that export and import edits inside `place`. */
export function openEditsFile(place: HTMLElement): void {
  const said = element("p", { role: "status" });
  const words = { save: "Export my edits", open: "Import edits", file: "File of edits" };
  const buttons = fileButtons({ words, name: "playbook-edits", write, read }, said);
  place.replaceChildren(element("p", { class: "pb-controls" }, ...buttons), said);
}

function write(): { text?: string; said: string } {
  const store = storage();
  if (!store) return { said: NO_STORAGE };
  const text = exported(store);
  const number = (JSON.parse(text) as { edits: unknown[] }).edits.length;
  return number === 0 ? { said: "There is no edit to export." } : { text, said: `Exported ${count(number, "edit")}.` };
}

function read(text: string): string {
  const store = storage();
  return store ? told(imported(text, store)) : NO_STORAGE;
}

function told({ taken, known, left }: Imported): string {
  const parts = [`Imported ${count(taken, "edit")}.`];
  if (known > 0) parts.push(`${known} ${known === 1 ? "was" : "were"} here already.`);
  if (left > 0) parts.push(`${left} found no room beside those that are kept: Reset some, and import the file again.`);
  if (taken > 0) parts.push("Reload a page that is open to see them.");
  return parts.join(" ");
}
