/** One interpreter for the whole page; one with other packages replaces it. */
import { prepareDownload } from "../download/download.ts";
import { guessRequires } from "./imports.ts";
import { Interpreter } from "./interpreter.ts";
import { covers, fetchManifest, served } from "../data/manifest.ts";
import { hasRoomForTwo } from "./memory.ts";
import { pause } from "../base/pause.ts";
import { savesData } from "../base/save-data.ts";
import { keptRequirements } from "../snapshots/shelf.ts";
import { prepareWorkers } from "./worker-host.ts";

let current: Interpreter | undefined;

// Whoever imports this will want it: it comes while the page asks for the rule.
const kept = fetchManifest().then(({ version }) => keptRequirements(version));
kept.catch(() => undefined);
prepareDownload();
void pause().then(prepareWorkers);

/** Returns the interpreter for `source`: with the packages that are required, and those that it imports besides. */
export async function interpreterOf(source: string, requires: readonly string[]): Promise<Interpreter> {
  const manifest = await fetchManifest();
  const stored = await kept.catch(() => []);
  const guessed = guessRequires(source, Object.keys(manifest.requires));
  const wanted = [...requires, ...guessed.filter((name) => !covers(manifest, requires, name))];
  const { requires: have } = current ?? {};
  if (current && have && wanted.every((name) => covers(manifest, have, name))) return current;
  closeInterpreter();
  current = new Interpreter(served(manifest, stored, wanted));
  return current;
}

/** Begins to load Python for `source`, unless the page has an interpreter already or the reader saves data. */
export async function warmUp(source: string, requires: readonly string[]): Promise<void> {
  if (current) current.proceed();
  else if (!savesData()) (await interpreterOf(source, requires)).warm();
}

/** Has Python stand by for `source`, which a reader who ran something at an earlier visit may well run. */
export async function standBy(source: string, requires: readonly string[]): Promise<void> {
  if (current || savesData() || !hasRoomForTwo(requires)) return;
  await (await interpreterOf(source, requires)).standBy();
}

/** Ends the page's interpreter and what it does. */
export function closeInterpreter(): void {
  current?.close();
  current = undefined;
}
