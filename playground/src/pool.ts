/** One interpreter for the whole page; another set of packages replaces it. */
import { guessRequires } from "./imports.ts";
import { Interpreter } from "./interpreter.ts";
import { fetchManifest } from "./manifest.ts";

let current: Interpreter | undefined;

/** Returns the interpreter for `source`: with the packages that are required, and those that it imports besides. */
export async function interpreterOf(source: string, requires: readonly string[]): Promise<Interpreter> {
  const manifest = await fetchManifest();
  return interpreterFor([...requires, ...guessRequires(source, Object.keys(manifest.requires))]);
}

/** Begins to load Python with these packages, unless the page has an interpreter already. */
export function warmUp(requires: readonly string[]): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!current && !connection?.saveData) interpreterFor(requires).warm();
}

/** Ends the page's interpreter and what it does. */
export function closeInterpreter(): void {
  current?.close();
  current = undefined;
}

function interpreterFor(requires: readonly string[]): Interpreter {
  const wanted = [...new Set(requires)].sort();
  if (current?.requires.join() === wanted.join()) return current;
  closeInterpreter();
  current = new Interpreter(wanted);
  return current;
}
