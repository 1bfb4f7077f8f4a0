/** The playground page: any example of any rule, or the reader's own code. */
import { addControls, type Action } from "./controls.ts";
import { copy } from "./copy.ts";
import { element } from "./dom.ts";
import { decodeCode } from "./link.ts";
import { Panel } from "./panel.ts";
import { emptyBlock } from "./place.ts";
import { Picker, type Choice } from "./picker.ts";
import { interpreterOf, warmUp } from "./pool.ts";
import { buildTable, YoursColumn } from "./proof-table.ts";
import { fetchList, fetchRule, type Rule } from "./rules.ts";
import { playgroundLink, SITE } from "./share.ts";

const FREE_CODE = 'print("Hello from Python in your browser")\n';
const FROM_LINK = "This code came with the link; read it before you run it.";

/** Builds the playground inside `place`; what cannot be had is said there. */
export async function openPlayground(place: HTMLElement): Promise<void> {
  const list = new URL(place.dataset["rules"] ?? "../rules.json", document.baseURI);
  try {
    const page = new PlaygroundPage(list, await fetchList(list));
    place.replaceChildren(page.element);
    await page.open();
  } catch (error) {
    const again = element("button", { type: "button", class: "pb-button" }, "Try again");
    again.addEventListener("click", () => void openPlayground(place));
    place.replaceChildren(element("p", { role: "alert" }, `${(error as Error).message}. `, again));
  }
}

class PlaygroundPage {
  readonly element = element("div", { class: "pb-playground" });
  readonly #list: URL;
  readonly #picker: Picker;
  readonly #notice = element("p", { class: "pb-notice", "aria-live": "polite", hidden: true });
  readonly #stage = element("div", { class: "pb-stage" });
  readonly #drafts = new Map<string, string>();
  #panel: Panel | undefined;
  #shown = "";

  constructor(list: URL, rules: ConstructorParameters<typeof Picker>[0]) {
    this.#list = list;
    this.#picker = new Picker(rules, (choice) => void this.#choose(choice));
    this.element.append(this.#picker.element, this.#notice, this.#stage);
    const reopen = (): void => {
      if (this.element.isConnected) void this.open();
      else removeEventListener("hashchange", reopen);
    };
    addEventListener("hashchange", reopen);
  }

  /** Shows what the address asks for; nothing is run. */
  async open(): Promise<void> {
    const query = new URLSearchParams(location.search);
    const rule = query.get("rule") ?? "";
    const known = this.#picker.select({ rule, example: query.get("example") === "good" ? "good" : "bad" });
    let code: string | undefined;
    let notice = known ? "" : `There is no rule ${rule}.`;
    try {
      code = await decodeCode(location.hash);
      if (code !== undefined) notice = FROM_LINK;
    } catch (error) {
      notice = (error as Error).message;
    }
    await this.#show(this.#picker.choice, code);
    this.#say(notice);
  }

  async #choose(choice: Choice): Promise<void> {
    this.#picker.select(choice);
    history.replaceState(null, "", await playgroundLink(placeOf(choice)));
    this.#say("");
    await this.#show(choice, this.#drafts.get(keyOf(choice)));
  }

  #say(text: string): void {
    this.#notice.textContent = text;
    this.#notice.hidden = text === "";
  }

  async #show(choice: Choice, code: string | undefined): Promise<void> {
    this.#keepDraft();
    this.#shown = keyOf(choice);
    try {
      const url = new URL(`rules/${encodeURIComponent(choice.rule)}/rule.json`, this.#list);
      const rule = choice.rule === "" ? undefined : await fetchRule(url);
      if (this.#shown === keyOf(choice)) this.#build(choice, rule, code);
    } catch (error) {
      this.#stage.replaceChildren();
      this.#say(`${(error as Error).message}. Choose the rule again to try again.`);
    }
  }

  /** Keeps the reader's code while another example is shown. */
  #keepDraft(): void {
    this.#panel?.stop();
    if (this.#panel?.edited) this.#drafts.set(this.#shown, this.#panel.source);
    else this.#drafts.delete(this.#shown);
    this.#panel = undefined;
  }

  #build(choice: Choice, rule: Rule | undefined, code: string | undefined): void {
    const name = rule ? choice.example : "code";
    const section = element("section", { class: `pb-example pb-${name}`, "data-example": name, "aria-label": `${name} example` });
    this.#stage.replaceChildren(...heading(rule), section);
    const runs = rule ? rule.browser === true : true;
    const row = addControls(section, actions(rule, runs), (action, pressed) => this.#act(action, pressed, choice));
    const original = rule ? rule[choice.example] : FREE_CODE;
    const table = rule && buildTable(rule.lines);
    const panel = new Panel({
      section,
      name,
      original,
      source: code ?? original,
      editor: { numbered: true, emphasised: [] },
      ...(rule && { proof: rule.proof }),
      ...(table && { column: new YoursColumn(table) }),
      interpreter: (source) => interpreterOf(source, rule?.requires ?? []),
    });
    const block = emptyBlock();
    block.append(panel.editorElement);
    row.before(block);
    if (table) this.#stage.append(element("div", { class: "pb-scroll" }, table));
    if (rule && !runs) section.querySelector(".pb-status")?.replaceChildren(String(rule.browser));
    if (runs) for (const name of ["pointerenter", "focusin"]) row.addEventListener(name, () => warmUp(rule?.requires ?? []), { once: true });
    this.#panel = panel;
  }

  #act(action: Action, pressed: HTMLButtonElement, choice: Choice): void {
    if (action === "link") void copy(pressed, playgroundLink(placeOf(choice), this.#panel?.edited ? this.#panel.source : undefined));
    else this.#panel?.act(action);
  }
}

function heading(rule: Rule | undefined): HTMLElement[] {
  if (!rule) return [];
  const link = element("a", { href: new URL(`rules/${rule.id}/`, SITE).href }, `${rule.id} · ${rule.title}`);
  return [element("h2", {}, link)];
}

function actions(rule: Rule | undefined, runs: boolean): Action[] {
  if (!runs) return ["link"];
  return rule ? ["run", "prove", "stop", "reset", "link"] : ["run", "stop", "reset", "link"];
}

function placeOf({ rule, example }: Choice): { rule?: string; example?: string } {
  return rule === "" ? {} : { rule, example };
}

function keyOf({ rule, example }: Choice): string {
  return rule === "" ? "" : `${rule} ${example}`;
}
