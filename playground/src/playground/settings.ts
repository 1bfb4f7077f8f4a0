/** What the playground page lets the reader set and take along: the single keys, and all edits as a file. */
import { element } from "../base/dom.ts";
import { setShortcuts, shortcutsAct } from "../base/shortcuts.ts";
import { storage } from "../edits/edit-key.ts";
import { exported, imported, type Imported } from "../edits/file.ts";
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
  const save = element("button", { type: "button", class: "pb-button" }, "Export my edits");
  const open = element("button", { type: "button", class: "pb-button" }, "Import edits");
  const file = element("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    "aria-label": "File of edits",
  });
  save.addEventListener("click", () => (said.textContent = saveFile()));
  open.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) said.textContent = await takeFile(chosen);
    file.value = "";
  });
  place.replaceChildren(element("p", { class: "pb-controls" }, save, open, file), said);
}

/** Returns what is said once the file is handed to the browser. */
function saveFile(): string {
  const store = storage();
  if (!store) return NO_STORAGE;
  const text = exported(store);
  const number = (JSON.parse(text) as { edits: unknown[] }).edits.length;
  if (number === 0) return "There is no edit to export.";
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: url, download: `playbook-edits-${new Date().toISOString().slice(0, 10)}.json` }).click();
  URL.revokeObjectURL(url);
  return `Exported ${count(number, "edit")}.`;
}

async function takeFile(file: File): Promise<string> {
  const store = storage();
  if (!store) return NO_STORAGE;
  try {
    return told(imported(await file.text(), store));
  } catch (error) {
    return (error as Error).message;
  }
}

function told({ taken, known, left }: Imported): string {
  const parts = [`Imported ${count(taken, "edit")}.`];
  if (known > 0) parts.push(`${known} ${known === 1 ? "was" : "were"} here already.`);
  if (left > 0) parts.push(`${left} found no room beside those that are kept: Reset some, and import the file again.`);
  if (taken > 0) parts.push("Reload a page that is open to see them.");
  return parts.join(" ");
}
