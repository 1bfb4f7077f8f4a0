/** Marks in the gutter which lines are not as the page has them. */
import { StateField, type ChangeSpec, type Extension, type Text } from "@codemirror/state";
import { gutter, GutterMarker } from "@codemirror/view";
import { hunks, type Hunk } from "./hunks.ts";
import { withoutLastBreak } from "../base/text.ts";

interface Changes {
  readonly original: string;
  readonly hunks: readonly Hunk[];
  /** How many lines were changed, added or taken away. */
  readonly lines: number;
}

/** Knows how the code differs from the original. */
export const changesField = StateField.define<Changes>({
  create: ({ doc }) => compared(doc.toString(), doc),
  update: (before, { docChanged, newDoc }) => (docChanged ? compared(before.original, newDoc) : before),
});

function compared(original: string, doc: Text): Changes {
  const found = hunks(original, withoutLastBreak(doc.toString()));
  const lines = found.reduce((sum, { removed, added }) => sum + Math.max(removed.length, added.length), 0);
  return { original, hunks: found, lines };
}

class Mark extends GutterMarker {
  override readonly elementClass: string;
  readonly #title: string;

  constructor(elementClass: string, title: string) {
    super();
    this.elementClass = elementClass;
    this.#title = title;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.title = this.#title;
    return mark;
  }
}

const CHANGED = new Mark("pb-changed", "You changed this line");
const REMOVED = new Mark("pb-removed", "You took lines away here");

/** Returns the extension that marks what differs from `original`. */
export function changesAgainst(original: string): Extension {
  const marks = gutter({
    class: "pb-changes",
    lineMarker: ({ state }, { from }) => {
      const { number } = state.doc.lineAt(from);
      return markOf(state.field(changesField).hunks, number, state.doc.lines);
    },
    lineMarkerChange: ({ docChanged }) => docChanged,
  });
  return [changesField.init(({ doc }) => compared(original, doc)), marks];
}

function markOf(found: readonly Hunk[], line: number, last: number): GutterMarker | null {
  for (const { newLine, added } of found) {
    if (line >= newLine && line < newLine + added.length) return CHANGED;
    if (added.length === 0 && line === Math.min(newLine, last)) return REMOVED;
  }
  return null;
}

/** Returns the changes that turn `before` into `after` and leave the lines that both have alone. */
export function lineEdits(before: string, after: string): ChangeSpec[] {
  const starts = [0, ...[...before.matchAll(/\n/g)].map(({ index }) => index + 1), before.length + 1];
  const at = (line: number): number => starts[line - 1] ?? before.length + 1;
  return hunks(before, after).map(({ oldLine, removed, added }) => {
    const from = at(oldLine);
    const to = at(oldLine + removed.length);
    const insert = added.map((line) => `${line}\n`).join("");
    if (to <= before.length) return { from, to, insert };
    // The last line has no break at its end: the one before it comes or goes in its place.
    const short = Math.max(0, from - 1);
    return {
      from: short,
      to: before.length,
      insert: from > 0 && insert ? `\n${insert.slice(0, -1)}` : insert.slice(0, -1),
    };
  });
}
