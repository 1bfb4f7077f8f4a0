/** Finds out what a program needs from what it imports. */

const IMPORT = /^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)|import[ \t]+([^#;\n]+))/gm;

/** Modules whose distribution has another name. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  argon2: "argon2-cffi",
  dotenv: "python-dotenv",
  jwt: "pyjwt",
  multipart: "python-multipart",
  python_multipart: "python-multipart",
  starlette: "fastapi",
};

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

/** Returns those of `available` distributions that the source imports. */
export function guessRequires(source: string, available: Iterable<string>): string[] {
  const known = new Set(available);
  const names = importedNames(source).map((name) => DISTRIBUTIONS[name] ?? name.replaceAll("_", "-"));
  return names.filter((name) => known.has(name));
}
