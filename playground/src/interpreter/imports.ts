/** Finds out what a program needs from what it imports. */

const NAME = /^\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/;
const IMPORT =
  /^[ \t]*(?:from[ \t]+([A-Za-z_][\w.]*)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^#;\n]+))|import[ \t]+([^#;\n]+))/gm;

/** Returns the modules that the source imports, sorted: of `from a.b import c` each of `a`, `a.b` and `a.b.c`. */
export function importedNames(source: string): string[] {
  const names = new Set<string>();
  for (const [, from, bracketed, plain, list] of source.matchAll(IMPORT)) {
    const parts = (bracketed ?? plain ?? list ?? "")
      .replace(/#.*/g, "")
      .split(",")
      .map((part) => NAME.exec(part)?.[1]);
    const modules = from ? [from, ...parts.map((part) => part && `${from}.${part}`)] : parts;
    for (const module of modules) for (const name of upwards(module ?? "")) names.add(name);
  }
  return [...names].sort();
}

/** Returns the requirements that bring what the source imports; each of the maps names them by module. */
export function guessRequires(source: string, ...maps: readonly Readonly<Record<string, string>>[]): string[] {
  const names = importedNames(source);
  const found = maps.flatMap((map) =>
    names.filter((name) => Object.hasOwn(map, name)).map((name) => map[name] as string),
  );
  return [...new Set(found)];
}

/** Returns a module's name, and those of the packages that it is in. */
function upwards(module: string): string[] {
  const parts = module.split(".").filter(Boolean);
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}
