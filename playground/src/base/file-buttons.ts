/** Two buttons that save something of the reader's as a file, and take such a file back. */
import { element } from "./dom.ts";

export interface FileKind {
  /** The words on the buttons, and what a screen reader calls the file. */
  readonly words: { readonly save: string; readonly open: string; readonly file: string };
  /** The beginning of the file's name; the date comes after it. */
  readonly name: string;
  /** Returns the file's text, or nothing where there is nothing to save, and what is said of it. */
  readonly write: () => { readonly text?: string; readonly said: string };
  /** Takes the file's text, and returns what is said of it. Raises Error with what is said of one that is unfit. */
  readonly read: (text: string) => string;
}

/** Returns the buttons; what came of pressing them is said in `said`. */
export function fileButtons({ words, name, write, read }: FileKind, said: HTMLElement): HTMLElement[] {
  const save = element("button", { type: "button", class: "pb-button" }, words.save);
  const open = element("button", { type: "button", class: "pb-button" }, words.open);
  const file = element("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    "aria-label": words.file,
  });
  save.addEventListener("click", () => {
    const written = write();
    if (written.text !== undefined) handOver(written.text, name);
    said.textContent = written.said;
  });
  open.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) said.textContent = await taken(chosen, read);
    file.value = "";
  });
  return [save, open, file];
}

async function taken(file: File, read: (text: string) => string): Promise<string> {
  try {
    return read(await file.text());
  } catch (error) {
    return (error as Error).message;
  }
}

function handOver(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: url, download: `${name}-${new Date().toISOString().slice(0, 10)}.json` }).click();
  URL.revokeObjectURL(url);
}
