/** Under which names the browser's storage keeps the reader's edits. */
import { SITE } from "../site.ts";

/** Returns how the names of all edits of one example begin; `rule` is empty for code that belongs to no rule. */
export function editPrefix(rule: string, example: string): string {
  // Another site may live on the same origin.
  return `playbook edit ${SITE.pathname} ${rule} ${example} `;
}

/** Returns the rule and the example of which this name in the storage holds an edit, or nothing if it holds none. */
export function placeOfEdit(key: string): { rule: string; example: string } | undefined {
  const start = `playbook edit ${SITE.pathname} `;
  if (!key.startsWith(start)) return undefined;
  const [rule, example] = key.slice(start.length).split(" ");
  return rule === undefined || example === undefined ? undefined : { rule, example };
}

/** Returns the browser's storage, or nothing if it may not be used. */
export function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Says whether an edit of the example is kept. */
export function hasEdits(rule: string, example: string): boolean {
  const prefix = editPrefix(rule, example);
  return Object.keys(storage() ?? {}).some((key) => key.startsWith(prefix));
}
