/** The playground page: any example of any rule, or the reader's own code. */
import type { Action } from "../example/controls.ts";
import { copy } from "../links/copy.ts";
import { element } from "../base/dom.ts";
import { decodeCode, versionIn } from "../links/link.ts";
import type { Panel } from "../example/panel.ts";
import { Picker, type Choice } from "./picker.ts";
import { fetchList, fetchRule, type Rule, type Try } from "../data/rules.ts";
import { remarkOn } from "../links/edit-share.ts";
import { linkTo, playgroundAt, shareText, versionOf, type Sharing } from "../links/share.ts";
import { buildStage, type Brought } from "./stage.ts";

const FROM_LINK = "This code came with the link; read it before you run it.";
const OTHER_VERSION = "This code was shared from another version of the playbook: it may do something else here.";

/** Builds the playground inside `place`; what cannot be had is said there. */
export async function openPlayground(place: HTMLElement): Promise<void> {
  const list = listOf(place);
  try {
    const page = new PlaygroundPage(list, await fetchList(list));
    place.replaceChildren(page.element);
    await page.open();
  } catch (error) {
    const again = element("button", { type: "button", class: "pb-button" }, "Try again");
    again.addEventListener("click", () => void openPlayground(place));
    place.replaceChildren(element("p", { role: "alert" }, `${(error as Error).message} `, again));
  }
}

/** Returns the address of the list of rules. */
export function listOf(place: HTMLElement): URL {
  return new URL(place.dataset["rules"] ?? "../rules-index.json", document.baseURI);
}

class PlaygroundPage {
  readonly element = element("div", { class: "pb-playground" });
  readonly #list: URL;
  readonly #picker: Picker;
  readonly #notice = element("p", { class: "pb-notice", "aria-live": "polite", hidden: true });
  readonly #stage = element("div", { class: "pb-stage" });
  readonly #drafts = new Map<string, { source: string; foreign: boolean }>();
  #foreign = false;
  #panel: Panel | undefined;
  #rule: Rule | undefined;
  #shown = "";
  #turn = 0;

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
    const { code, notice } = await codeIn(location.hash);
    const wanted = query.get("try") ?? "";
    if (known && code === undefined && wanted !== "") return this.#openTry(wanted);
    const shown = await this.#show(this.#picker.choice, { code, foreign: code !== undefined });
    if (!shown) return;
    this.#say(notice || (known ? "" : `There is no rule ${rule}.`));
    if (code !== undefined && (await isOther(versionIn(location.hash), this.#rule)))
      this.#say(`${FROM_LINK} ${OTHER_VERSION}`);
  }

  /** Shows somebody else's solution in the place of the bad example, with what the rule says of it. */
  async #openTry(name: string): Promise<void> {
    this.#picker.select({ ...this.#picker.choice, example: "bad" });
    const { choice } = this.#picker;
    const rule = await fetchRule(this.#address(choice)).catch(() => undefined);
    const found = rule?.tries.find((one) => one.name === name);
    const shown = await this.#show(choice, { code: found?.source });
    if (shown) this.#say(found ? introduced(found) : `${choice.rule} has no solution called ${name}.`);
  }

  #address({ rule }: Choice): URL {
    return new URL(`rules/${encodeURIComponent(rule)}/rule.json`, this.#list);
  }

  async #choose(choice: Choice): Promise<void> {
    this.#picker.select(choice);
    history.replaceState(null, "", playgroundAt(placeOf(choice)));
    this.#say("");
    const draft = this.#drafts.get(keyOf(choice));
    await this.#show(choice, { code: draft?.source, foreign: draft?.foreign ?? false });
  }

  #say(text: string): void {
    this.#notice.textContent = text;
    this.#notice.hidden = text === "";
  }

  /** Shows an example; returns false if it cannot be had. */
  async #show(choice: Choice, brought: Brought): Promise<boolean> {
    this.#keepDraft();
    this.#shown = keyOf(choice);
    const turn = ++this.#turn;
    try {
      const rule = choice.rule === "" ? undefined : await fetchRule(this.#address(choice));
      if (turn === this.#turn) await this.#build(choice, rule, brought);
      return true;
    } catch (error) {
      this.#stage.replaceChildren();
      this.#say(`${(error as Error).message} Choose the rule again to try again.`);
      return false;
    }
  }

  /** Keeps the reader's code while another example is shown. */
  #keepDraft(): void {
    this.#panel?.close();
    if (this.#panel?.edited) this.#drafts.set(this.#shown, { source: this.#panel.source, foreign: this.#foreign });
    else this.#drafts.delete(this.#shown);
    this.#panel = undefined;
  }

  async #build(choice: Choice, rule: Rule | undefined, brought: Brought): Promise<void> {
    const turn = this.#turn;
    const { elements, panel } = await buildStage(choice, rule, brought, (action, pressed) => {
      const { source, edited } = panel;
      if (!share(action, pressed, { rule, example: choice.example, source, edited })) panel.act(action);
    });
    // Another may have been asked for meanwhile.
    if (turn !== this.#turn) {
      panel.close();
      return;
    }
    this.#stage.replaceChildren(...elements);
    this.#panel = panel;
    this.#foreign = brought.foreign ?? false;
    this.#rule = rule;
  }
}

/** Returns the code that the fragment carries, and what to tell the reader of it. */
async function codeIn(fragment: string): Promise<{ code: string | undefined; notice: string }> {
  try {
    const code = await decodeCode(fragment);
    return { code, notice: code === undefined ? "" : FROM_LINK };
  } catch (error) {
    return { code: undefined, notice: (error as Error).message };
  }
}

/** Says whether a link names another version than this one; that cannot be told without the manifest. */
async function isOther(version: string | undefined, rule: Rule | undefined): Promise<boolean> {
  if (version === undefined) return false;
  const own = await versionOf(rule).catch(() => version);
  return own !== version;
}

/** Copies what the button says; returns false if it is for something else. */
function share(action: Action, pressed: HTMLElement, sharing: Sharing): boolean {
  if (action === "link") void copy(pressed, linkTo({ ...sharing, edited: false }));
  else if (action === "share" || action === "markdown" || action === "snippet")
    void copy(pressed, shareText(action, sharing), (text) => remarkOn(action, text));
  else return false;
  return true;
}

/** Returns what the rule says of a solution. */
function introduced({ right, reason }: Try): string {
  const about = right ? "Another right solution" : "Looks right, and is not";
  return `${about}: ${reason} Prove it, and see which claims it meets.`;
}

function placeOf({ rule, example }: Choice): { rule?: string; example?: string } {
  return rule === "" ? {} : { rule, example };
}

function keyOf({ rule, example }: Choice): string {
  return rule === "" ? "" : `${rule} ${example}`;
}
