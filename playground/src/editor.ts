/** The editor that stands in for the static code, CodeMirror with as little as will do. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { element } from "./dom.ts";
import { failureField, setFailure } from "./failure.ts";
import { emphasis } from "./emphasis.ts";
import { highlightStyle, theme } from "./theme.ts";

export interface EditorOptions {
  readonly source: string;
  readonly label: string;
  readonly numbered: boolean;
  /** Lines that the page points at, counted from 1. */
  readonly emphasised: readonly number[];
  onEdit(): void;
  onRun(): void;
  onLeave(): void;
}

export class Editor {
  readonly element = element("div", { class: "pb-editor" });
  readonly #view: EditorView;

  constructor(options: EditorOptions) {
    this.#view = new EditorView({
      parent: this.element,
      state: EditorState.create({ doc: withoutLastBreak(options.source), extensions: extensions(options) }),
    });
  }

  get source(): string {
    return `${this.#view.state.doc.toString()}\n`;
  }

  set source(text: string) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: withoutLastBreak(text) } });
  }

  /** Marks the line that failed, or none. */
  markFailure(line: number | undefined): void {
    const { doc } = this.#view.state;
    const inside = line !== undefined && line >= 1 && line <= doc.lines;
    this.#view.dispatch({ effects: setFailure.of(inside ? doc.line(line).from : undefined) });
  }

  /** Takes the focus; the caret goes to `point`, in pixels of the window. */
  focus(point?: { x: number; y: number }): void {
    const at = point && this.#view.posAtCoords(point);
    if (at !== undefined && at !== null) this.#view.dispatch({ selection: { anchor: at } });
    this.#view.focus();
  }
}

/** The static block shows no empty line at its end either. */
function withoutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, "");
}

function extensions({ label, numbered, emphasised, onEdit, onRun, onLeave }: EditorOptions) {
  const keys = [
    { key: "Mod-Enter", run: () => (onRun(), true) },
    { key: "Escape", run: () => (onLeave(), true) },
  ];
  return [
    // No key is bound to Tab: it moves on to the buttons, as everywhere on the page.
    Prec.highest(keymap.of(keys)),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    history(),
    python(),
    indentOnInput(),
    indentUnit.of("    "),
    syntaxHighlighting(highlightStyle),
    theme,
    failureField,
    emphasis(emphasised),
    numbered ? lineNumbers() : [],
    EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off", spellcheck: "false", tabindex: "0" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onEdit();
    }),
  ];
}
