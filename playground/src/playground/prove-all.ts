/** "Prove every rule": the whole book proven in the reader's browser, rule by rule. */
import { button } from "../example/controls.ts";
import { element } from "../base/dom.ts";
import { inWords, requireWebAssembly } from "../example/trouble.ts";
import { value } from "../example/value.ts";
import type { Report, Result } from "../protocol/protocol.ts";
import { asThePageSays, proofsOf, type Proof } from "../interpreter/proofs.ts";
import { proveAll } from "../interpreter/prover.ts";
import { fetchList, fetchRule, type Rule } from "../data/rules.ts";
import { restKeeping } from "../offline/rest.ts";
import { StatusLine } from "../example/status.ts";
import type { Phase } from "../interpreter/ticket.ts";
import { count, duration, errorName } from "../wording.ts";

const BEGIN = "Prove every rule";

/** Builds it inside `place`; `list` is the address of the list of rules. */
export function openProveAll(place: HTMLElement, list: URL): void {
  place.replaceChildren(new ProveAll(list).element);
}

class ProveAll {
  readonly element = element("section", { class: "pb-all", "aria-label": BEGIN });
  readonly #list: URL;
  readonly #button = button("prove");
  readonly #status: StatusLine;
  readonly #rows = element("ul");
  #states = new Map<Rule, Row>();
  #stop: AbortController | undefined;
  #total = 0;
  #done = 0;
  #since = 0;

  constructor(list: URL) {
    this.#list = list;
    this.#button.textContent = BEGIN;
    const line = element("p", { class: "pb-status" });
    this.#status = new StatusLine(line);
    const rows = element("div", { class: "pb-mend", hidden: true }, this.#rows);
    this.element.append(element("p", { class: "pb-controls" }, this.#button), line, rows);
    this.#button.addEventListener("click", () => (this.#stop ? this.#stop.abort() : void this.#start()));
  }

  async #start(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#button.textContent = "Stop";
    this.#status.say("Loading the rules…");
    const goOn = restKeeping();
    try {
      requireWebAssembly();
      const rules = await this.#rules();
      const runnable = rules.filter((rule) => rule.browser === true);
      this.#begin(rules, runnable);
      const hears = { phase: (phase: Phase) => this.#phase(phase), found: this.#found };
      if (!stop.signal.aborted) await proveAll(runnable, hears, stop.signal);
      this.#end(stop.signal.aborted);
    } catch (error) {
      this.#status.say(inWords((error as Error).message), "failed");
      this.#status.offer(() => void this.#start());
    }
    goOn();
    this.#stop = undefined;
    this.#button.textContent = BEGIN;
  }

  async #rules(): Promise<Rule[]> {
    const listed = await fetchList(this.#list);
    return Promise.all(listed.map(({ id }) => fetchRule(new URL(`rules/${id}/rule.json`, this.#list))));
  }

  #begin(rules: readonly Rule[], runnable: readonly Rule[]): void {
    this.#states = new Map(rules.map((rule) => [rule, new Row(rule, this.#list)]));
    this.#rows.replaceChildren(...[...this.#states.values()].map((row) => row.element));
    this.#rows.parentElement?.removeAttribute("hidden");
    this.#total = proofsOf(runnable).length;
    this.#done = 0;
    this.#since = performance.now();
  }

  #phase(phase: Phase): void {
    if (phase.name === "loading") this.#status.progress(phase.loaded, phase.total);
    else if (phase.name === "starting" && this.#done === 0) this.#status.say("Starting Python…");
    else this.#tell();
  }

  readonly #found = (proof: Proof, report: Report): void => {
    this.#done += 1;
    this.#states.get(proof.rule)?.found(proof, report);
    this.#tell();
  };

  #tell(): void {
    this.#status.say("Proving every rule…");
    this.#status.steps(this.#done, this.#total, `${this.#done} of ${this.#total} proofs, ${this.#seconds}`);
  }

  #end(stopped: boolean): void {
    const rows = [...this.#states.values()].filter((row) => row.counts);
    const wrong = rows.filter((row) => row.wrong).length;
    if (stopped) this.#status.say(`Stopped after ${this.#done} of ${this.#total} proofs`);
    else if (wrong > 0) this.#status.say(`${wrong} of ${count(rows.length, "rule")} differ from their pages`, "breaks");
    else
      this.#status.say(`All ${count(rows.length, "rule")} proven: ${this.#total} proofs in ${this.#seconds}`, "holds");
  }

  get #seconds(): string {
    return duration((performance.now() - this.#since) / 1000);
  }
}

/** A rule, and what came of its proofs. */
class Row {
  readonly element: HTMLElement;
  /** It is one of those that are proven here. */
  readonly counts: boolean;
  wrong = false;
  readonly #state = element("span", { class: "pb-state" }, "waiting");
  readonly #instead = element("span", { class: "pb-instead" });
  #proven = 0;
  readonly #total: number;

  constructor(rule: Rule, list: URL) {
    this.#total = proofsOf([rule]).length;
    this.counts = rule.browser === true;
    if (!this.counts) this.#state.textContent = `not proven here: ${rule.browser}`;
    const link = element("a", { href: new URL(`rules/${rule.id}/`, list).href }, `${rule.id} · ${rule.title}`);
    this.element = element("li", { "data-rule": rule.id }, link, " ", this.#state, this.#instead);
  }

  found(proof: Proof, report: Report): void {
    this.#proven += 1;
    if (!asThePageSays(proof, report)) {
      this.wrong = true;
      this.#instead.append(element("span", {}, ...difference(proof, report)));
    }
    if (this.wrong) this.#show("pb-breaks", "differs from its page");
    else if (this.#proven < this.#total) this.#state.textContent = `${this.#proven} of ${this.#total}`;
    else this.#show("pb-holds", `proven: good holds, bad breaks as its page says${this.#tried}`);
  }

  get #tried(): string {
    const tries = this.#total - 2;
    return tries > 0 ? `; so do ${count(tries, "try", "tries")}` : "";
  }

  #show(kind: string, text: string): void {
    this.element.className = kind;
    this.#state.textContent = text;
  }
}

/** Returns what is not as the page says. */
function difference({ name, holds }: Proof, { results, traceback }: Report): (Node | string)[] {
  const who = name === "bad" || name === "good" ? `The ${name} example: ` : `The try ${name}: `;
  const fault = results.find(({ verdict }) => verdict === "breaks");
  if (traceback !== "") return [who, `it cannot be imported: ${errorName(traceback)}`];
  if (!holds || !fault) return [who, "it holds on every line, its page says that it breaks"];
  return [who, ...told(fault)];
}

function told({ source, want, got }: Result): (Node | string)[] {
  return [element("code", {}, source), " gives ", value(got), ", its page says ", value(want)];
}
