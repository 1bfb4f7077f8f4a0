/** Texts: their ends, which are the same in all that is compared, and how much of them is shown. */

/** Returns the text as the editor gives it: with `\n` alone, and one at its end. */
export function normalised(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n");
  return lines.endsWith("\n") ? lines : `${lines}\n`;
}

/** Returns the text without the break at its end: the static block shows no empty line there either. */
export function withoutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, "");
}

/** Returns the text, or as many characters of it and a sign that there was more. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
