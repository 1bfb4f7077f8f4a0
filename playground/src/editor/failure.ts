/** Marks the line of the code at which a program failed. */
import { StateEffect, StateField, type EditorState } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** Marks the line that begins at this position, or none. */
export const setFailure = StateEffect.define<number | undefined>();

const failed = Decoration.line({ class: "pb-failed-line" });

/** Holds the mark; it goes away with the next change of the code. */
export const failureField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    if (transaction.docChanged) return Decoration.none;
    const effect = transaction.effects.find((one) => one.is(setFailure));
    return effect ? decorate(transaction.state, effect.value) : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(state: EditorState, from: number | undefined): DecorationSet {
  return from === undefined ? Decoration.none : Decoration.set([failed.range(state.doc.lineAt(from).from)]);
}
