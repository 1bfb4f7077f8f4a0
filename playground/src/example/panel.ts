/** One example on a page: its code, its buttons, and what they do. */
import { asThePageSays } from "./as-the-page-says.ts";
import type { Action } from "./controls.ts";
import { element } from "../base/dom.ts";
import { forgetDownload } from "./download-size.ts";
import type { Editor, Spot } from "../editor/editor.ts";
import type { Handle, Interpreter } from "../interpreter/interpreter.ts";
import { keepOffline } from "../offline/keep-offline.ts";
import { restKeeping } from "../offline/rest.ts";
import type { Kept } from "../edits/kept.ts";
import type { Mend } from "./mend.ts";
import type { YoursColumn } from "./proof-table.ts";
import type { Job } from "../protocol/protocol.ts";
import { Results } from "./results.ts";
import type { Rule } from "../data/rules.ts";
import { normalised } from "../base/text.ts";
import { requireWebAssembly } from "./trouble.ts";
import type { Outcome } from "../interpreter/ticket.ts";

export interface PanelOptions {
  readonly section: HTMLElement;
  /** What the example is called: "bad", "good" or "code". */
  readonly name: string;
  /** What the page has, and Reset goes back to. */
  readonly original: string;
  readonly kept: Kept;
  /** Holds the original. */
  readonly editor: Editor;
  /** The code came with a link. */
  readonly foreign?: boolean;
  /** Whose example it is; none for code that belongs to no rule. */
  readonly rule?: Rule;
  readonly column?: YoursColumn;
  readonly mend?: Mend;
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
  /** What the last run's interpreter was made with. */
  #requires: readonly string[] = [];
  /** The last run is of the code as it is. */
  #current = false;
  /** There is something that Reset would take away, besides changes of the code. */
  #touched = false;

  constructor(options: PanelOptions) {
    const { section, name, original, column, mend, kept } = options;
    this.#options = options;
    this.#original = normalised(original);
    this.#filename = name === "code" ? "main.py" : `${name}.py`;
    this.#editor = options.editor;
    const markFailure = (line: number | undefined): void => this.#editor.markFailure(line);
    const views = [column, mend].filter((view) => view !== undefined);
    this.#results = new Results({
      section,
      name,
      filename: this.#filename,
      markFailure,
      views,
      tabled: column !== undefined,
    });
    section.querySelector(".pb-controls")?.prepend(kept.element);
    if (mend) placeMend(section, mend);
    if (kept.restored !== undefined) this.#editor.begin(kept.restored);
    kept.follow(this);
    this.#editor.listen({
      onEdit: () => this.#edited(),
      onRun: () => this.act("run"),
      onProve: () => this.act("prove"),
      onSave: () => kept.saveNow(),
      onLeave: () => this.#button("run")?.focus(),
    });
    this.#showButtons();
  }

  get source(): string {
    return this.#editor.source;
  }

  set source(text: string) {
    this.#editor.source = text;
  }

  get edited(): boolean {
    return this.source !== this.#original;
  }

  get changedLines(): number {
    return this.#editor.changedLines;
  }

  /** Does what the button says; nothing if the example has no such button. */
  act(action: Action, spot?: Spot): void {
    if (action === "edit") this.#editor.focus(spot);
    else if (!this.#button(action)) return;
    else if (action === "run" || action === "prove") void this.#start(action);
    else if (action === "mend") this.#mend();
    else if (action === "stop") this.stop();
    else if (action === "reset") this.#reset();
  }

  /** Ends what runs. */
  stop(): void {
    this.#handle?.stop();
  }

  /** Ends what runs, and keeps the code. */
  close(): void {
    this.stop();
    this.#options.kept.close();
  }

  async #start(kind: "run" | "prove"): Promise<void> {
    if (this.#handle) return;
    const stopped = new AbortController();
    // Stop counts from the first moment, also while the interpreter is being chosen.
    this.#handle = { outcome: Promise.resolve(STOPPED), stop: () => stopped.abort() };
    this.#current = this.#touched = true;
    this.#results.begin(kind);
    this.#showButtons();
    const goOn = restKeeping();
    const untouched = kind === "prove" && this.#options.name === "bad" && !this.edited;
    const { outcome, expected } = await this.#find(kind, untouched, stopped.signal).catch(failed);
    goOn();
    this.#handle = undefined;
    this.#results.end(outcome, expected, () => void this.#start(kind));
    if (!this.#current) this.#results.outdate(true);
    this.#showButtons();
    if (outcome.kind !== "done" && outcome.kind !== "proven") return;
    keepOffline("playground", this.#requires);
    forgetDownload();
  }

  /** Returns how it ended; an `untouched` bad example is held against its page first, which says that it breaks. */
  async #find(kind: "run" | "prove", untouched: boolean, stopped: AbortSignal): Promise<Found> {
    const { rule } = this.#options;
    const job = this.#job(kind);
    if (!untouched || !rule || job.type !== "prove") return unexpected(await this.#outcome(job, stopped));
    const outcome = await this.#outcome({ ...job, side: "bad" }, stopped);
    if (outcome.kind !== "proven") return unexpected(outcome);
    if (!outcome.report.holds) return unexpected(await this.#outcome(job, stopped));
    return { outcome: { ...outcome, report: asThePageSays(outcome.report, rule.lines) }, expected: true };
  }

  async #outcome(job: Job, stopped: AbortSignal): Promise<Outcome> {
    requireWebAssembly();
    const interpreter = await this.#options.interpreter(job.source);
    if (stopped.aborted) return STOPPED;
    this.#requires = interpreter.requires;
    this.#handle = interpreter.submit(job, this.#results);
    return this.#handle.outcome;
  }

  #job(kind: "run" | "prove"): Job {
    const { foreign = false, rule } = this.#options;
    const program = { source: this.source, filename: this.#filename, foreign };
    return kind === "run" ? { type: "run", ...program } : { type: "prove", proof: rule?.proof ?? "", ...program };
  }

  #edited(): void {
    this.#options.onEdit?.(this.source);
    this.#options.kept.changed();
    if (this.#current && !this.#handle) this.#results.outdate(false);
    this.#current = false;
    this.#showButtons();
  }

  #mend(): void {
    const { mend, section } = this.#options;
    if (!mend) return;
    mend.toggle();
    section.classList.toggle("pb-mending", mend.open);
    this.#button("mend")?.setAttribute("aria-expanded", String(mend.open));
    section.closest(".pb-pair")?.classList.toggle("pb-mends", mend.open);
    if (!mend.open) return;
    mend.bringIntoSight();
    void this.#start("prove");
  }

  #reset(): void {
    this.#editor.source = this.#original;
    this.#options.kept.save();
    this.#results.clear();
    this.#current = this.#touched = false;
    this.#showButtons();
    this.#button("run")?.focus();
  }

  #button(action: Action): HTMLButtonElement | null {
    return this.#options.section.querySelector(`.pb-controls [data-pb="${action}"]`);
  }

  #showButtons(): void {
    const { section } = this.#options;
    const busy = this.#handle !== undefined;
    section.classList.toggle("pb-busy", busy);
    section.classList.toggle("pb-edited", this.edited);
    for (const action of ["run", "prove"] as const) this.#button(action)?.setAttribute("aria-disabled", String(busy));
    showShare(section, this.edited);
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

/** How a job ended, and whether the verdict is what the page says of the example. */
interface Found {
  readonly outcome: Outcome;
  readonly expected: boolean;
}

function unexpected(outcome: Outcome): Found {
  return { outcome, expected: false };
}

function failed(error: unknown): Found {
  return unexpected({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
}

/** Puts the claims beside the code: what is there besides the code becomes one column while it is mended. */
function placeMend(section: HTMLElement, mend: Mend): void {
  const side = element("div", { class: "pb-bench" });
  const parts = [...section.querySelectorAll(":scope > :is(.pb-controls, .pb-result)")];
  parts[0]?.before(side);
  side.append(...parts);
  section.querySelector(".pb-controls")?.after(mend.element);
  section.querySelector(".pb-main")?.prepend(mend.tally);
}

/** A rule's page has its own buttons for what is not edited; the playground shares that here as well. */
function showShare(section: HTMLElement, edited: boolean): void {
  const menu = section.querySelector<HTMLElement>(".pb-menus");
  if (!menu) return;
  menu.hidden = !edited && section.closest(".pb-pair") !== null;
  menu.firstElementChild?.replaceChildren(edited ? "Share my edit" : "Share");
  const link = menu.querySelector<HTMLElement>('[data-pb="share"]');
  if (link) link.hidden = !edited;
}
