/**
 * Regular expressions for a source that is ASCII alone. ast-grep reads a rule anew at each search, and half of that goes
 * into the letters of all scripts that `\w` stands for (https://docs.rs/regex/latest/regex/#unicode).
 */

const CLASSES: Readonly<Record<string, string>> = { w: "0-9A-Za-z_", d: "0-9", s: "\\t\\n\\x0B\\f\\r " };

/** Says whether the text has no other character. */
export function isAscii(text: string): boolean {
  return !/[^\0-\x7F]/.test(text);
}

/** Returns the configuration with expressions that find the same in ASCII. */
export function forAscii<Config>(config: Config): Config {
  const shorter = (key: string, value: unknown): unknown =>
    key === "regex" && typeof value === "string" ? asciiExpression(value) : value;
  return JSON.parse(JSON.stringify(config), shorter) as Config;
}

/** Returns an expression of the regex crate that finds the same in ASCII. */
export function asciiExpression(expression: string): string {
  let depth = 0;
  return expression.replace(/\\(.)|[[\]]/gs, (token, escaped: string | undefined) => {
    if (escaped === undefined) {
      depth += token === "[" ? 1 : -1;
      return token;
    }
    if (escaped === "b" && depth === 0) return "(?-u:\\b)";
    const members = CLASSES[escaped];
    if (!members) return token;
    return depth > 0 ? members : `[${members}]`;
  });
}
