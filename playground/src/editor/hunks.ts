/** How two texts differ, line by line. */
import { diffArrays } from "diff";

/** Lines that stand in the place of others; the line numbers are counted from 1. */
export interface Hunk {
  /** The first line in the old text, or the one that follows if none was removed. */
  readonly oldLine: number;
  readonly newLine: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Returns what turns `before` into `after`, from the top down. */
export function hunks(before: string, after: string): Hunk[] {
  const found: Hunk[] = [];
  let oldLine = 1;
  let newLine = 1;
  let open: { oldLine: number; newLine: number; removed: string[]; added: string[] } | undefined;
  for (const { added, removed, value } of diffArrays(before.split("\n"), after.split("\n"))) {
    if (!added && !removed) {
      open = undefined;
    } else if (!open) {
      open = { oldLine, newLine, removed: [], added: [] };
      found.push(open);
    }
    if (added) open?.added.push(...value);
    if (removed) open?.removed.push(...value);
    if (!added) oldLine += value.length;
    if (!removed) newLine += value.length;
  }
  return found;
}

/** Returns where these lines of the old text stand in the new one; those that are gone are left out. */
export function moved(lines: readonly number[], found: readonly Hunk[]): number[] {
  return lines.flatMap((line) => {
    let shift = 0;
    for (const { oldLine, removed, added } of found) {
      if (oldLine > line) break;
      if (line < oldLine + removed.length) return [];
      shift += added.length - removed.length;
    }
    return [line + shift];
  });
}
