/** Finds out what a program needs from what it imports. */

const IMPORT = /^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)|import[ \t]+([^#;\n]+))/gm;

/** Returns the top-level names that the source imports, sorted. */
export function importedNames(source: string): string[] {
  const names = new Set<string>();
  for (const [, from, list] of source.matchAll(IMPORT)) {
    for (const part of from ? [from] : (list ?? "").split(",")) {
      const name = /^\s*([A-Za-z_]\w*)/.exec(part)?.[1];
      if (name) names.add(name);
    }
  }
  return [...names].sort();
}

/** Returns the distributions that bring what the source imports; `imports` names them by module. */
export function guessRequires(source: string, imports: Readonly<Record<string, string>>): string[] {
  const known = importedNames(source).filter((name) => Object.hasOwn(imports, name));
  return [...new Set(known.map((name) => imports[name] as string))];
}
