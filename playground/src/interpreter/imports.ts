/** Finds out what a program needs from what it imports. */

const IMPORT = /^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)|import[ \t]+([^#;\n]+))/gm;

/** Modules whose distribution has another name. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  argon2: "argon2-cffi",
  dateutil: "python-dateutil",
  dns: "dnspython",
  dotenv: "python-dotenv",
  jwt: "pyjwt",
  opentelemetry: "opentelemetry-api",
  python_multipart: "python-multipart",
  pythonjsonlogger: "python-json-logger",
};

/** Modules that are wanted together with another distribution than their own. */
const ALONG: Readonly<Record<string, string>> = { multipart: "python-multipart", starlette: "fastapi" };

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
  const names = importedNames(source).map((name) => ALONG[name] ?? DISTRIBUTIONS[name] ?? name.replaceAll("_", "-"));
  return names.filter((name) => known.has(name));
}

/** Returns the name under which a distribution is imported. */
export function importName(distribution: string): string {
  const [name] = Object.entries(DISTRIBUTIONS).find(([, other]) => other === distribution) ?? [];
  return name ?? distribution.replaceAll("-", "_");
}
