/** Carries the lines that the page points at over into the editor. */
import { StateField, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** Pygments' own class, so that the line looks as it did before. */
const pointedAt = Decoration.line({ class: "hll" });

/** Returns an extension that shows these lines, counted from 1; they move with the text around them. */
export function emphasis(lines: readonly number[]): Extension {
  return StateField.define<DecorationSet>({
    create: ({ doc }) => Decoration.set(lines.filter((line) => line <= doc.lines).map((line) => at(doc, line))),
    update: (marks, { changes }) => marks.map(changes),
    provide: (field) => EditorView.decorations.from(field),
  });
}

function at(doc: Text, line: number) {
  return pointedAt.range(doc.line(line).from);
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
