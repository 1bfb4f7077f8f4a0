/** The lines that the page points at: in the editor, a mark follows its text, and goes once the text is another. */
import type { Extension } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { changesField } from "./changes.ts";
import { moved } from "./hunks.ts";

const pointedAt = Decoration.line({ class: "pb-marked" });

/** Returns an extension that shows these lines of the original, counted from 1. */
export function emphasis(lines: readonly number[]): Extension {
  return EditorView.decorations.compute([changesField], (state) => {
    const { doc } = state;
    const places = moved(lines, state.field(changesField).hunks).filter((line) => line <= doc.lines);
    return Decoration.set(places.map((line) => pointedAt.range(doc.line(line).from)));
  });
}

/** Returns the numbers of the lines that the static code emphasises (Pygments' `hll`). */
export function emphasisedLines(code: Element): number[] {
  const before = document.createRange();
  return [...code.querySelectorAll(".hll")].map((mark) => {
    before.setStart(code, 0);
    before.setEndBefore(mark);
    return before.toString().split("\n").length;
  });
}
