/** One example on a page: its code, its buttons, and what they do. */
import type { Action } from "./controls.ts";
import { Editor } from "./editor.ts";
import type { Handle, Interpreter } from "./interpreter.ts";
import type { YoursColumn } from "./proof-table.ts";
import type { Job } from "./protocol.ts";
import { Results } from "./results.ts";
import type { Outcome } from "./ticket.ts";

export interface PanelOptions {
  readonly section: HTMLElement;
  /** What the example is called: "bad", "good" or "code". */
  readonly name: string;
  readonly source: string;
  /** What Reset goes back to, if not `source`. */
  readonly original?: string;
  readonly editor: { readonly numbered: boolean; readonly emphasised: readonly number[] };
  readonly proof?: string;
  readonly column?: YoursColumn;
  /** Returns the interpreter that the code needs. Raises Error when that cannot be known. */
  interpreter(source: string): Promise<Interpreter>;
  onEdit?(source: string): void;
}

export class Panel {
  readonly #options: PanelOptions;
  readonly #editor: Editor;
  readonly #results: Results;
  readonly #original: string;
  readonly #filename: string;
  #handle: Handle | undefined;
  /** The last run is of the code as it is. */
  #current = false;
  /** There is something that Reset would take away, besides changes of the code. */
  #touched = false;

  constructor(options: PanelOptions) {
    const { section, name, source, column } = options;
    this.#options = options;
    this.#original = withLastBreak(options.original ?? source);
    this.#filename = name === "code" ? "main.py" : `${name}.py`;
    this.#editor = new Editor({
      source,
      label: `Code of the ${name} example`,
      ...options.editor,
      onEdit: () => this.#edited(),
      onRun: () => this.act("run"),
      onLeave: () => this.#button("run")?.focus(),
    });
    const markFailure = (line: number | undefined): void => this.#editor.markFailure(line);
    this.#results = new Results({ section, name, filename: this.#filename, markFailure, ...(column && { column }) });
    this.#showButtons();
  }

  get editorElement(): HTMLElement {
    return this.#editor.element;
  }

  get source(): string {
    return this.#editor.source;
  }

  get edited(): boolean {
    return this.source !== this.#original;
  }

  /** Does what the button says; nothing if the example has no such button. */
  act(action: Action, point?: { x: number; y: number }): void {
    if (action === "edit") this.#editor.focus(point);
    else if (!this.#button(action)) return;
    else if (action === "run" || action === "prove") void this.#start(action);
    else if (action === "stop") this.stop();
    else if (action === "reset") this.#reset();
  }

  /** Ends what runs. */
  stop(): void {
    this.#handle?.stop();
  }

  async #start(kind: "run" | "prove"): Promise<void> {
    if (this.#handle) return;
    const job = this.#job(kind);
    const stopped = new AbortController();
    // Stop counts from the first moment, also while the interpreter is being chosen.
    this.#handle = { outcome: Promise.resolve(STOPPED), stop: () => stopped.abort() };
    this.#current = this.#touched = true;
    this.#results.begin(kind);
    this.#showButtons();
    const outcome = await this.#outcome(job, stopped.signal).catch(failed);
    this.#handle = undefined;
    this.#results.end(outcome, () => void this.#start(kind));
    if (!this.#current) this.#results.outdate(true);
    this.#showButtons();
  }

  async #outcome(job: Job, stopped: AbortSignal): Promise<Outcome> {
    const interpreter = await this.#options.interpreter(job.source);
    if (stopped.aborted) return STOPPED;
    this.#handle = interpreter.submit(job, this.#results);
    return this.#handle.outcome;
  }

  #job(kind: "run" | "prove"): Job {
    const program = { source: this.source, filename: this.#filename };
    return kind === "run"
      ? { type: "run", ...program }
      : { type: "prove", proof: this.#options.proof ?? "", ...program };
  }

  #edited(): void {
    this.#options.onEdit?.(this.source);
    if (this.#current && !this.#handle) this.#results.outdate(false);
    this.#current = false;
    this.#showButtons();
  }

  #reset(): void {
    this.#editor.source = this.#original;
    this.#results.clear();
    this.#current = this.#touched = false;
    this.#showButtons();
    this.#button("run")?.focus();
  }

  #button(action: Action): HTMLButtonElement | null {
    return this.#options.section.querySelector(`.pb-controls [data-pb="${action}"]`);
  }

  #showButtons(): void {
    const busy = this.#handle !== undefined;
    for (const action of ["run", "prove"] as const) this.#button(action)?.setAttribute("aria-disabled", String(busy));
    this.#toggle("stop", busy);
    this.#toggle("reset", !busy && (this.edited || this.#touched));
  }

  /** Shows or hides a button; the focus is not lost with it. */
  #toggle(action: Action, visible: boolean): void {
    const button = this.#button(action);
    if (!button) return;
    const focused = button === document.activeElement;
    button.hidden = !visible;
    if (!visible && focused) this.#button("run")?.focus();
  }
}

const STOPPED: Outcome = { kind: "stopped", seconds: 0 };

function failed(error: unknown): Outcome {
  return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
}

/** The editor always ends its text with a line break; so does what it is compared with. */
function withLastBreak(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
