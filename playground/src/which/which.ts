/** The page that says which rules some code breaks; nothing is fetched before the reader asks. */
import { element } from "../base/dom.ts";
import { keepOffline } from "../offline/keep-offline.ts";
import { restKeeping } from "../offline/rest.ts";
import { SITE } from "../site.ts";
import { read, searched } from "./diff.ts";
import type { Answer, Ask, Search } from "./messages.ts";
import { count } from "../wording.ts";
import { report } from "./report.ts";

/** What is larger is no code that somebody pastes, and would keep the tools busy for very long. */
const MOST_CHARACTERS = 2_000_000;
const FIRST_TIME = "Loading Ruff and ast-grep: 5 MB, once…";
const AGAIN = "Searching…";
/** So often is it told how far a long search is: often enough to see it go on, seldom enough to be listened to. */
const TELL_MS = 1000;

/** Makes the form inside `place`. */
export function openWhich(place: HTMLElement): void {
  place.replaceChildren(new WhichPage().element);
}

class WhichPage {
  readonly element: HTMLElement;
  readonly #input = element("textarea", { id: "pb-code", class: "pb-code", rows: "14", spellcheck: "false" });
  readonly #file = element("input", { type: "file", id: "pb-file", accept: ".py,.pyi,.diff,.patch,text/*" });
  readonly #find = element("button", { type: "button", class: "pb-button" }, "Find the rules");
  readonly #stop = element("button", { type: "button", class: "pb-button", hidden: true }, "Stop");
  readonly #status = element("p", { role: "status", class: "pb-status" });
  readonly #results = element("section", { "aria-label": "Rules that are broken" });
  #worker: Worker | undefined;
  #warm = false;
  #turn = 0;
  /** The service worker rests while a search goes on. */
  #goOn = (): void => undefined;

  constructor() {
    this.element = element(
      "div",
      { class: "pb-which" },
      element("label", { for: "pb-code" }, "Python code, or a diff"),
      this.#input,
      element("p", {}, element("label", { for: "pb-file" }, "or a file: "), this.#file),
      element("p", {}, this.#find, " ", this.#stop),
      this.#status,
      this.#results,
    );
    this.#find.addEventListener("click", () => void this.#search());
    this.#stop.addEventListener("click", () => this.#end("Stopped."));
    this.#file.addEventListener("change", () => void this.#take(this.#file.files?.[0]));
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.#search();
    });
    this.#watchDrops();
  }

  #watchDrops(): void {
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void this.#take(file);
    });
  }

  async #take(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > MOST_CHARACTERS) return this.#say(tooLong(`${file.name} has`, file.size));
    try {
      this.#input.value = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      return this.#say(`${file.name} is not UTF-8 text. Paste the code instead.`);
    }
    await this.#search();
  }

  async #search(): Promise<void> {
    const text = this.#input.value;
    const unfit = unfitness(text);
    if (unfit) return this.#say(unfit);
    const turn = ++this.#turn;
    const files = read(text);
    if (files.length === 0) return this.#show("This diff adds nothing to a Python file.");
    this.#say(this.#warm ? AGAIN : FIRST_TIME);
    this.#stop.hidden = false;
    this.#goOn();
    this.#goOn = restKeeping();
    try {
      const { found, rules } = await this.#ask({ turn, sources: files.map(searched) });
      if (turn !== this.#turn) return;
      const { sum, list } = report({ files, found, rules, site: SITE });
      this.#show(sum, list);
      if (!this.#warm) keepOffline("detectors");
      this.#warm = true;
    } catch (error) {
      if (turn === this.#turn) this.#end(`${(error as Error).message} Press the button to try again.`);
    }
  }

  #ask(ask: Ask): Promise<Search> {
    this.#worker ??= new Worker(new URL(WHICH_WORKER_FILE, import.meta.url), { type: "module" });
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      let told = performance.now();
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        // What an earlier search found, whose answer nobody waits for any more.
        if (data.turn !== ask.turn) return;
        if (data.type === "found") resolve(data);
        else if (data.type === "failed") reject(new Error(data.reason));
        else if (performance.now() - told > TELL_MS) {
          told = performance.now();
          this.#say(`Searching… ${data.done} of ${count(ask.sources.length, "hunk")}`);
        }
      };
      worker.onerror = () => reject(new Error("The search could not be started, or ended too early."));
      worker.postMessage(ask);
    });
  }

  #end(words: string): void {
    this.#turn += 1;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#warm = false;
    this.#rest();
    this.#say(words);
  }

  /** Says what came of the search, which is over. */
  #show(sum: string, ...results: HTMLElement[]): void {
    this.#results.replaceChildren(...results);
    this.#rest();
    this.#say(sum);
  }

  #rest(): void {
    this.#goOn();
    this.#stop.hidden = true;
  }

  #say(words: string): void {
    this.#status.textContent = words;
  }
}

/** Returns why the text cannot be searched, or nothing. */
function unfitness(text: string): string | undefined {
  if (text.trim() === "") return "Paste some code first.";
  return text.length > MOST_CHARACTERS ? tooLong("This is", text.length) : undefined;
}

function tooLong(what: string, size: number): string {
  return `${what} ${size.toLocaleString("en-GB")} characters; the most is ${MOST_CHARACTERS.toLocaleString("en-GB")}. Use playbook scan.`;
}
