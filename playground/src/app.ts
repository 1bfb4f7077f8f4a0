/** What the loader imports once the reader wants something. */
import type { Action } from "./example/controls.ts";
import { pause } from "./base/pause.ts";
import { bringAhead, goOn, standBy, warmUp } from "./interpreter/pool.ts";
import { ruleOf, sideOf } from "./example/section.ts";

type Examples = typeof import("./example/examples.ts");

const examples = loadExamples();
// Whoever calls hears of it.
examples.catch(() => undefined);

/** Does in `section` what the pressed button says. Raises Error when the editor cannot be had. */
export async function act(section: HTMLElement, action: Action, point?: { x: number; y: number }): Promise<void> {
  if (action === "run" || action === "prove") {
    beginWith(section);
    // What stands by goes on before the editor is put in its place, for which the page takes some time.
    await pause();
  }
  await (await examples).act(section, action, point);
}

/** Has Python's files come while the editor's code does, which is short and takes many turns on a line. */
function beginWith(section: HTMLElement): void {
  goOn();
  void expectReach(section).catch(() => undefined);
  void warm(section).catch(() => undefined);
}

/** Makes Python ready for `section` before it is asked to run. */
export async function warm(section: HTMLElement): Promise<void> {
  await afterEditor(section);
  await bring(section, warmUp);
}

/** Begins to load Python's files for `section`, and does no more: the reader looks at its code, or has pressed. */
export async function expectReach(section: HTMLElement): Promise<void> {
  await bring(section, bringAhead);
}

/** Prepares what costs little, so that Python is sooner ready for `section`. */
export async function expectRun(section: HTMLElement): Promise<void> {
  await afterEditor(section);
  await bring(section, standBy);
}

/** Shows what the reader made of the example at an earlier visit. */
export async function restore(section: HTMLElement): Promise<void> {
  await (await examples).restore(section);
}

/** Returns the text that shares the reader's code in this way. Raises LinkError when it is too long. */
export async function shareFor(...given: Parameters<Examples["shareFor"]>): Promise<string> {
  return (await examples).shareFor(...given);
}

/** Ends what belongs to examples that are no longer on the page. */
export async function sweep(): Promise<void> {
  (await examples).sweep();
}

/** Builds the playground inside `place`. */
export async function openPlayground(place: HTMLElement): Promise<void> {
  const { openPlayground: open, listOf } = await import("./playground/playground.ts");
  await open(place);
  const all = document.getElementById("pb-prove-all");
  if (all) (await import("./playground/prove-all.ts")).openProveAll(all, listOf(place));
  const settings = await import("./playground/settings.ts");
  const [keys, edits, kept] = ["pb-shortcuts", "pb-edits", "pb-kept"].map((id) => document.getElementById(id));
  if (keys) settings.openShortcuts(keys);
  if (edits) settings.openEditsFile(edits);
  if (kept) await (await import("./playground/kept-offline.ts")).openKeptOffline(kept);
}

/** Settles once the editor is made, which comes first: Python keeps every processor busy. */
async function afterEditor(section: HTMLElement): Promise<void> {
  await examples.then((loaded) => loaded.prepare(section)).catch(() => undefined);
}

/** Has Python come as `way` says. */
async function bring(section: HTMLElement, way: typeof warmUp): Promise<void> {
  const rule = await ruleOf(section);
  if (rule.browser === true) await way(rule[sideOf(section)], rule.requires);
}

/** Returns the examples' code; the editor's, which stands below it, comes in parts, since each takes its time. */
async function loadExamples(): Promise<Examples> {
  // All at once, for a line on which each request takes its time as well.
  const parts: Promise<unknown>[] = [
    import("./editor/codemirror-state.ts"),
    import("./editor/codemirror-view.ts"),
    import("./editor/codemirror-language.ts"),
    import("./editor/codemirror-python.ts"),
    import("./editor/codemirror-commands.ts"),
  ];
  const loaded = import("./example/examples.ts");
  parts.push(loaded);
  // The first that fails is heard of.
  for (const part of parts) part.catch(() => undefined);
  for (const part of parts) await part.then(pause);
  return loaded;
}
