/** One example on a page: its code, its buttons, and what came of the last Run or Prove. */
import type { Action } from "./controls.ts";
import { element } from "./dom.ts";
import { Editor } from "./editor.ts";
import type { Handle, Interpreter } from "./interpreter.ts";
import { OutputLog } from "./output.ts";
import { brokenList, type YoursColumn } from "./proof-table.ts";
import type { Job, Report, Result } from "./protocol.ts";
import { Stopwatch } from "./stopwatch.ts";
import { StatusLine } from "./status.ts";
import type { Listener, Outcome, Phase } from "./ticket.ts";
import { duration, errorName, failingLine, verdict } from "./wording.ts";

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
  /** Returns the interpreter that the code needs. */
  interpreter(source: string): Promise<Interpreter>;
  onEdit?(source: string): void;
}

export class Panel {
  readonly #options: PanelOptions;
  readonly #editor: Editor;
  readonly #log: OutputLog;
  readonly #status: StatusLine;
  readonly #broken = element("div", { class: "pb-lines" });
  readonly #original: string;
  readonly #filename: string;
  #handle: Handle | undefined;
  /** There is something of a run to take away. */
  #touched = false;

  constructor(options: PanelOptions) {
    const { section, name, source } = options;
    this.#options = options;
    this.#original = withLastBreak(options.original ?? source);
    this.#filename = name === "code" ? "main.py" : `${name}.py`;
    this.#editor = new Editor({
      source,
      label: `Code of the ${name} example`,
      ...options.editor,
      onEdit: () => this.#edited(),
      onRun: () => void this.#start("run"),
      onLeave: () => this.#button("run")?.focus(),
    });
    this.#log = new OutputLog(`Output of the ${name} example`);
    const line = section.querySelector<HTMLElement>(".pb-status") ?? section.appendChild(element("p", { class: "pb-status" }));
    this.#status = new StatusLine(line);
    line.after(element("div", { class: "pb-result" }, this.#broken, this.#log.element));
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

  /** Does what the button says. */
  act(action: Action, point?: { x: number; y: number }): void {
    if (action === "run" || action === "prove") void this.#start(action);
    else if (action === "stop") this.#handle?.stop();
    else if (action === "reset") this.#reset();
    else if (action === "edit") this.#editor.focus(point);
  }

  /** Ends what runs. */
  stop(): void {
    this.#handle?.stop();
  }

  async #start(kind: "run" | "prove"): Promise<void> {
    if (this.#handle) return;
    const job = this.#job(kind);
    const finished = new AbortController();
    // A press on Stop counts from the first moment, also while the interpreter is being chosen.
    this.#handle = { outcome: Promise.resolve({ kind: "stopped", seconds: 0 }), stop: () => finished.abort() };
    this.#clear();
    if (kind === "prove") this.#options.column?.begin(this.#options.name);
    this.#showButtons();
    const watch = new Stopwatch(this.#status);
    try {
      const interpreter = await this.#options.interpreter(job.source);
      if (finished.signal.aborted) this.#show({ kind: "stopped", seconds: 0 }, kind);
      else this.#show(await this.#submit(interpreter, job, watch), kind);
      if (job.source !== this.source) this.#status.detail("(before your last change)");
    } catch (error) {
      this.#show({ kind: "failed", message: error instanceof Error ? error.message : String(error) }, kind);
    } finally {
      watch.stop();
      this.#handle = undefined;
      this.#showButtons();
    }
  }

  #submit(interpreter: Interpreter, job: Job, watch: Stopwatch): Promise<Outcome> {
    this.#handle = interpreter.submit(job, this.#listener(watch, job.type === "run" ? "Running…" : "Proving…"));
    return this.#handle.outcome.finally(() => watch.stop());
  }

  #job(kind: "run" | "prove"): Job {
    const { source } = this;
    if (kind === "run") return { type: "run", source, filename: this.#filename };
    return { type: "prove", proof: this.#options.proof ?? "", source, filename: this.#filename };
  }

  #listener(watch: Stopwatch, doing: string): Listener {
    return {
      phase: (phase) => this.#phase(phase, watch, doing),
      output: (stream, text) => this.#log.write(stream, text),
      cut: () => this.#log.write("note", "The program wrote too much: the rest is not kept.\n"),
      result: (result: Result) => this.#options.column?.show(result),
    };
  }

  #phase(phase: Phase, watch: Stopwatch, doing: string): void {
    if (phase.name === "loading") this.#status.progress(phase.loaded, phase.total);
    else if (phase.name === "waiting") this.#status.say("Waiting for the other example…");
    else if (phase.name === "starting") this.#status.say("Starting Python…");
    else watch.start(doing);
  }

  #show(outcome: Outcome, kind: "run" | "prove"): void {
    this.#log.flush();
    if (outcome.kind === "stopped") this.#status.say(`Stopped after ${duration(outcome.seconds)}`);
    else if (outcome.kind === "failed") this.#showFailure(outcome.message, kind);
    else if (outcome.kind === "proven") this.#showReport(outcome.report);
    else this.#showRun(outcome.traceback, outcome.seconds);
    if (outcome.kind === "stopped" || outcome.kind === "failed") this.#options.column?.remove(this.#options.name);
  }

  #showFailure(message: string, kind: "run" | "prove"): void {
    this.#status.say(message, "failed");
    this.#status.offer(() => void this.#start(kind));
  }

  #showRun(traceback: string, seconds: number): void {
    if (traceback === "") {
      this.#status.say(`Finished in ${duration(seconds)}`);
      return;
    }
    const line = this.#showTraceback(traceback);
    this.#status.say(`Ended with ${errorName(traceback)}${line === undefined ? "" : ` on line ${line}`}`, "failed");
  }

  #showReport(report: Report): void {
    for (const result of report.results) this.#options.column?.show(result);
    // A program that cannot be imported fails every line for the one reason that the traceback tells.
    if (report.traceback !== "") this.#showTraceback(report.traceback);
    else if (!report.holds) this.#broken.replaceChildren(brokenList(report.results));
    this.#status.say(verdict(report), report.holds ? "holds" : "breaks");
  }

  #showTraceback(traceback: string): number | undefined {
    const line = failingLine(traceback, this.#filename);
    this.#log.write("traceback", `${traceback.trimEnd()}\n`);
    this.#log.flush();
    this.#editor.markFailure(line);
    return line;
  }

  #clear(): void {
    this.#touched = true;
    this.#log.clear();
    this.#broken.replaceChildren();
    this.#editor.markFailure(undefined);
  }

  #edited(): void {
    this.#options.onEdit?.(this.source);
    this.#options.column?.outdate(this.#options.name);
    if (this.#touched && !this.#handle) {
      this.#touched = false;
      this.#status.say("Changed since the last run");
    }
    this.#showButtons();
  }

  #reset(): void {
    this.#handle?.stop();
    this.#editor.source = this.#original;
    this.#clear();
    this.#touched = false;
    this.#options.column?.remove(this.#options.name);
    this.#status.say("");
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
    this.#toggle("reset", this.edited || this.#touched);
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

/** The editor always ends its text with a line break; so does what it is compared with. */
function withLastBreak(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
