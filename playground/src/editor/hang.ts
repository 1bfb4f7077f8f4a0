/** Wrapped lines hang below their own beginning, so that nothing is cut and nothing scrolls sideways. */
import { RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet } from "@codemirror/view";

/** How far what is carried over stands to the right of its line's beginning, in characters. */
const FURTHER = 4;
/** No line hangs further in than this: on a phone the rest of its width is needed for the code. */
const MOST = 16;

/** Returns the extension that wraps all lines. */
export function hangingLines(): Extension {
  const plugin = ViewPlugin.define((view) => new Hangs(view), { decorations: ({ decorations }) => decorations });
  return [EditorView.lineWrapping, plugin];
}

/** Returns by how many characters a line hangs: it begins with `text`. */
export function hangOf(text: string): number {
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  return Math.min(indent + FURTHER, MOST);
}

class Hangs {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = hangs(view);
  }

  update({ view, docChanged, viewportChanged }: { view: EditorView; docChanged: boolean; viewportChanged: boolean }) {
    if (docChanged || viewportChanged) this.decorations = hangs(view);
  }
}

function hangs({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      builder.add(line.from, line.from, hang(hangOf(line.text)));
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const made = new Map<number, Decoration>();

function hang(characters: number): Decoration {
  const known = made.get(characters);
  if (known) return known;
  const decoration = Decoration.line({ attributes: { style: `--pb-hang: ${characters}ch` } });
  made.set(characters, decoration);
  return decoration;
}
