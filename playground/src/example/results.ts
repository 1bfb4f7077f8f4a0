/** What came of the last Run or Prove, as the reader sees it under an example. */
import { element } from "../base/dom.ts";
import { OutputLog } from "./output.ts";
import { brokenList, type ProofView } from "./proof-table.ts";
import type { Report } from "../protocol/protocol.ts";
import { StatusLine } from "./status.ts";
import { Stopwatch } from "./stopwatch.ts";
import type { Listener, Outcome, Phase } from "../interpreter/ticket.ts";
import { inWords, noteOn } from "./trouble.ts";
import { fetchManifest } from "../data/manifest.ts";
import { duration, errorName, failingLine } from "../wording.ts";

export interface ResultsOptions {
  readonly section: HTMLElement;
  /** What the example is called: "bad", "good" or "code". */
  readonly name: string;
  readonly filename: string;
  /** What shows the proof, line by line. */
  readonly views: readonly ProofView[];
  /** The proof has a table on this page. */
  readonly tabled: boolean;
  /** Marks a line of the code, or none. */
  markFailure(line: number | undefined): void;
}

const NOT_ISOLATED = "This browser cannot keep the program apart from the page: it runs with the page's own rights.\n";

export class Results implements Listener {
  readonly #options: ResultsOptions;
  readonly #status: StatusLine;
  readonly #watch: Stopwatch;
  readonly #log: OutputLog;
  readonly #broken = element("div", { class: "pb-lines" });
  #doing = "";
  #kind: "run" | "prove" = "run";
  /** The verdict is what the page says of the example. */
  #expected = false;
  /** Another for each run: what is found out later belongs to one of them. */
  #turn = 0;

  constructor(options: ResultsOptions) {
    const { section, name } = options;
    const line =
      section.querySelector<HTMLElement>(".pb-status") ?? section.appendChild(element("p", { class: "pb-status" }));
    this.#options = options;
    this.#status = new StatusLine(line);
    this.#watch = new Stopwatch(this.#status);
    this.#log = new OutputLog(`Output of the ${name} example`);
    (line.closest(".pb-controls") ?? line).after(
      element("div", { class: "pb-result" }, this.#broken, this.#log.element),
    );
  }

  /** Takes away what is shown, and begins anew. */
  begin(kind: "run" | "prove"): void {
    this.clear();
    this.#kind = kind;
    this.#doing = kind === "run" ? "Running…" : "Proving…";
    if (kind === "prove") this.#view((view) => view.begin(this.#options.name));
  }

  phase(phase: Phase): void {
    if (phase.name === "loading") this.#status.progress(phase.loaded, phase.total);
    else if (phase.name === "waiting") this.#status.say("Waiting for the other example…");
    else if (phase.name === "starting") this.#status.say("Starting Python…");
    else if (phase.name === "running") {
      if (!phase.isolated) this.#log.write("note", NOT_ISOLATED);
      this.#watch.start(this.#doing);
    }
  }

  output: Listener["output"] = (chunks) => this.#log.print(chunks);
  cut: Listener["cut"] = () => this.#log.write("note", "The program wrote too much: the rest is not kept.\n");
  again: Listener["again"] = () => {
    this.#watch.stop();
    this.begin(this.#kind);
  };
  got: Listener["got"] = (line, got) => this.#view((view) => view.got?.(line, got));

  /** Shows how it ended, and whether that is what the page says; `again` does it once more. */
  end(outcome: Outcome, expected: boolean, again: () => void): void {
    this.#expected = expected;
    this.#watch.stop();
    this.#log.flush();
    if (outcome.kind === "done") this.#showRun(outcome.traceback, outcome.seconds);
    else if (outcome.kind === "proven") this.#showReport(outcome.report);
    else this.#showUnfinished(outcome, again);
  }

  /** Says that what is shown is not of the code as it is now. */
  outdate(running: boolean): void {
    this.#view((view) => view.outdate(this.#options.name));
    if (running) this.#status.detail("(before your last change)");
    else this.#status.say("Changed since the last run");
  }

  clear(): void {
    this.#turn += 1;
    this.#log.clear();
    this.#broken.replaceChildren();
    this.#options.markFailure(undefined);
    this.#view((view) => view.remove(this.#options.name));
    this.#status.say("");
  }

  #view(tell: (view: ProofView) => void): void {
    this.#options.views.forEach(tell);
  }

  #showUnfinished(outcome: Extract<Outcome, { kind: "stopped" | "failed" }>, again: () => void): void {
    this.#view((view) => view.remove(this.#options.name));
    if (outcome.kind === "stopped") {
      this.#status.say(`Stopped after ${duration(outcome.seconds)}`);
      return;
    }
    this.#status.say(inWords(outcome.message), "failed");
    this.#status.offer(again);
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
    if (report.proven) for (const result of report.results) this.#view((view) => view.show(result));
    else this.#refuse(report);
    // A program that cannot be imported fails every line for the one reason that the traceback tells.
    if (report.traceback !== "") this.#showTraceback(report.traceback);
    else if (!report.holds && !this.#shownBeside) this.#broken.replaceChildren(brokenList(report.results));
    const tone = this.#expected ? "expected" : report.proven ? "breaks" : "failed";
    this.#status.say(report.verdict, report.holds ? "holds" : tone);
  }

  /** The page's own table shows what the page says. */
  get #shownBeside(): boolean {
    return this.#expected && this.#options.tabled;
  }

  #refuse(report: Report): void {
    this.#view((view) => (view.refuse ? view.refuse(report) : view.remove(this.#options.name)));
  }

  /** Returns the line of the reader's file at which it failed. */
  #showTraceback(traceback: string): number | undefined {
    const line = failingLine(traceback, this.#options.filename);
    this.#log.write("traceback", `${traceback.trimEnd()}\n`);
    this.#log.flush();
    this.#options.markFailure(line);
    void this.#explain(traceback);
    return line;
  }

  /** Adds what a reader has to know of an error that comes of the browser. */
  async #explain(traceback: string): Promise<void> {
    const turn = this.#turn;
    const available = await fetchManifest().then(
      ({ imports }) => Object.keys(imports),
      () => [],
    );
    const note = noteOn(traceback, available);
    if (note !== undefined && turn === this.#turn) this.#log.write("note", `${note}\n`);
  }
}
