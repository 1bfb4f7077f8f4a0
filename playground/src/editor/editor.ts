/** The editor that stands in for the static code, CodeMirror with as little as will do. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { ensureSyntaxTree, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, Transaction, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { changesAgainst, changesField, lineEdits } from "./changes.ts";
import { element } from "../base/dom.ts";
import { failureField, setFailure } from "./failure.ts";
import { emphasis } from "./emphasis.ts";
import { hangingLines } from "./hang.ts";
import { moved } from "./hunks.ts";
import { pause } from "../base/pause.ts";
import { normalised, withoutLastBreak } from "../base/text.ts";
import { highlightStyle, theme } from "./theme.ts";

export interface EditorOptions {
  /** What the page has; changes are marked against it. */
  readonly original: string;
  readonly label: string;
  /** Lines that the page points at, counted from 1. */
  readonly emphasised: readonly number[];
  /** Returns how much of the window's lower end is covered, in pixels: no line is brought into sight there. */
  readonly coveredBelow: () => number;
}

/** Who hears what the reader does. */
export interface EditorListener {
  onEdit(): void;
  onRun(): void;
  onProve(): void;
  onSave(): void;
  onLeave(): void;
}

/** A place in the code; lines count from 1, columns from 0. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Returns what the editor of an example is called: "bad", "good" or "code". */
export function labelOf(example: string): string {
  return `Code of the ${example} example`;
}

const KEYS =
  "Escape leaves the editor for the buttons, and Tab goes on from there. Control or Command with Enter runs, \
with Shift and Enter proves, with S saves the edit.";

/** How long parsing goes on at a time. */
const PARSE_MS = 10;

/** As much of the code is seen above and below a line that is shown, in pixels. */
const SEEN_AROUND = 120;

interface Hears {
  listener: EditorListener | undefined;
}

export class Editor {
  readonly element = element("div", { class: "pb-editor" });
  readonly #view: EditorView;
  readonly #hears: Hears;

  private constructor(state: EditorState, hears: Hears) {
    this.#view = new EditorView({ parent: this.element, state });
    this.#hears = hears;
  }

  /** Returns an editor; it is made in steps, since each takes its time. */
  static async make(options: EditorOptions): Promise<Editor> {
    const hears: Hears = { listener: undefined };
    const doc = withoutLastBreak(options.original);
    const state = EditorState.create({ doc, extensions: extensions(options, hears) });
    await pause();
    // What is left would be parsed when the page is idle, for as long as the browser allows.
    while (!ensureSyntaxTree(state, state.doc.length, PARSE_MS)) await pause();
    return new Editor(state, hears);
  }

  /** From now on `listener` hears what the reader does. */
  listen(listener: EditorListener): void {
    this.#hears.listener = listener;
  }

  get source(): string {
    return normalised(this.#view.state.doc.toString());
  }

  /** Only the lines that differ are replaced, so that marks and the caret stay with theirs. */
  set source(text: string) {
    this.#view.dispatch({ changes: lineEdits(this.#view.state.doc.toString(), withoutLastBreak(text)) });
  }

  /** Shows what the reader brings along; there is no undoing it. */
  begin(text: string): void {
    const changes = lineEdits(this.#view.state.doc.toString(), withoutLastBreak(text));
    this.#view.dispatch({ changes, annotations: Transaction.addToHistory.of(false) });
  }

  /** How many lines are not as the page has them. */
  get changedLines(): number {
    return this.#view.state.field(changesField).lines;
  }

  /** Marks the line that failed, or none. */
  markFailure(line: number | undefined): void {
    const { doc } = this.#view.state;
    const inside = line !== undefined && line >= 1 && line <= doc.lines;
    this.#view.dispatch({ effects: setFailure.of(inside ? doc.line(line).from : undefined) });
  }

  /** Returns where these lines of the original stand, as far as they are still there; lines count from 1. */
  placesOf(lines: readonly number[]): number[] {
    return moved(lines, this.#view.state.field(changesField).hunks);
  }

  /** Takes the focus; the caret goes to the spot, if one is named, and the page does not move for it. */
  focus(spot?: Spot): void {
    if (spot) this.#view.dispatch({ selection: { anchor: this.#at(spot) } });
    this.#view.focus();
  }

  /** Scrolls the line into sight, and puts the caret at its beginning. */
  show(line: number): void {
    const at = this.#at({ line, column: 0 });
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: "nearest", yMargin: SEEN_AROUND }),
    });
  }

  /** Returns where the spot is seen, in pixels from the window's top; of what is far off, about where. */
  topOf(spot: Spot): number {
    this.measure();
    const at = this.#at(spot);
    return this.#view.coordsAtPos(at)?.top ?? this.#view.documentTop + this.#view.lineBlockAt(at).top;
  }

  /** Measures what has come to the page this moment; until then the height is a guess. */
  measure(): void {
    this.#view.requestMeasure();
    // To ask where something is makes it measure now.
    this.#view.coordsAtPos(0);
  }

  #at({ line, column }: Spot): number {
    const { doc } = this.#view.state;
    const { from, length } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return from + Math.min(column, length);
  }
}

function extensions({ original, label, emphasised, coveredBelow }: EditorOptions, hears: Hears): Extension {
  const keys = [
    { key: "Mod-Enter", run: () => (hears.listener?.onRun(), true), shift: () => (hears.listener?.onProve(), true) },
    { key: "Mod-s", run: () => (hears.listener?.onSave(), true) },
    { key: "Escape", run: () => (hears.listener?.onLeave(), true) },
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
    hangingLines(),
    lineNumbers(),
    changesAgainst(withoutLastBreak(original)),
    emphasis(emphasised),
    EditorView.scrollMargins.of(() => ({ bottom: coveredBelow() })),
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-description": KEYS,
      autocapitalize: "off",
      spellcheck: "false",
      tabindex: "0",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) hears.listener?.onEdit();
    }),
  ];
}
