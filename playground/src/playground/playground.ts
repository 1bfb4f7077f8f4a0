/** The playground page: any example of any rule, or the reader's own code. */
import type { Action } from "../example/controls.ts";
import { copy } from "../links/copy.ts";
import { element } from "../base/dom.ts";
import { decodeCode, versionIn } from "../links/link.ts";
import type { Panel } from "../example/panel.ts";
import { Picker, type Choice } from "./picker.ts";
import { fetchList, fetchRule, type Rule } from "../data/rules.ts";
import { linkTo, markdownLink, markdownWithCode, playgroundAt, versionOf, type Sharing } from "../links/share.ts";
import { buildStage } from "./stage.ts";

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
    place.replaceChildren(element("p", { role: "alert" }, `${(error as Error).message}. `, again));
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
  readonly #drafts = new Map<string, string>();
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
    const shown = await this.#show(this.#picker.choice, code);
    if (!shown) return;
    this.#say(notice || (known ? "" : `There is no rule ${rule}.`));
    if (code !== undefined && (await isOther(versionIn(location.hash), this.#rule)))
      this.#say(`${FROM_LINK} ${OTHER_VERSION}`);
  }

  async #choose(choice: Choice): Promise<void> {
    this.#picker.select(choice);
    history.replaceState(null, "", playgroundAt(placeOf(choice)));
    this.#say("");
    await this.#show(choice, this.#drafts.get(keyOf(choice)));
  }

  #say(text: string): void {
    this.#notice.textContent = text;
    this.#notice.hidden = text === "";
  }

  /** Shows an example; returns false if it cannot be had. */
  async #show(choice: Choice, code: string | undefined): Promise<boolean> {
    this.#keepDraft();
    this.#shown = keyOf(choice);
    const turn = ++this.#turn;
    try {
      const url = new URL(`rules/${encodeURIComponent(choice.rule)}/rule.json`, this.#list);
      const rule = choice.rule === "" ? undefined : await fetchRule(url);
      if (turn === this.#turn) await this.#build(choice, rule, code);
      return true;
    } catch (error) {
      this.#stage.replaceChildren();
      this.#say(`${(error as Error).message}. Choose the rule again to try again.`);
      return false;
    }
  }

  /** Keeps the reader's code while another example is shown. */
  #keepDraft(): void {
    this.#panel?.close();
    if (this.#panel?.edited) this.#drafts.set(this.#shown, this.#panel.source);
    else this.#drafts.delete(this.#shown);
    this.#panel = undefined;
  }

  async #build(choice: Choice, rule: Rule | undefined, code: string | undefined): Promise<void> {
    const turn = this.#turn;
    const { elements, panel } = await buildStage(choice, rule, code, (action, pressed) => {
      const { source, edited } = panel;
      const text = shareText(action, { rule, example: choice.example, source, edited });
      if (text) void copy(pressed, text);
      else panel.act(action);
    });
    // Another may have been asked for meanwhile.
    if (turn !== this.#turn) {
      panel.close();
      return;
    }
    this.#stage.replaceChildren(...elements);
    this.#panel = panel;
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

/** Returns what the button copies, or nothing if it is for something else. */
function shareText(action: Action, sharing: Sharing): Promise<string> | undefined {
  if (action === "link") return linkTo(sharing);
  if (action === "markdown") return linkTo(sharing).then((url) => markdownLink(sharing, url));
  if (action === "snippet") return linkTo(sharing).then((url) => markdownWithCode(sharing, url));
  return undefined;
}

function placeOf({ rule, example }: Choice): { rule?: string; example?: string } {
  return rule === "" ? {} : { rule, example };
}

function keyOf({ rule, example }: Choice): string {
  return rule === "" ? "" : `${rule} ${example}`;
}
