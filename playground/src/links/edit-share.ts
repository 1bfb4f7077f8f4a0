/** In which forms a reader shares an edit, and what is said of each. */
export type EditShareAction = "share" | "markdown" | "snippet";

/** Longer links are cut by some chat and mail programs. */
export const LONG = 2000;

/** Returns what to tell the reader who copied this. */
export function remarkOn(form: EditShareAction, text: string): string {
  if (form === "snippet" || text.length <= LONG) return "Copied";
  const length = text.length.toLocaleString("en-GB");
  return `Copied: ${length} characters. Many chat programs cut a link at 2,000; “Copy Markdown with code” is safe.`;
}
