/** The playground page: any example of any rule, or the reader's own code. */
import { copy } from "./copy.ts";
import { element } from "./dom.ts";
import { decodeCode } from "./link.ts";
import type { Panel } from "./panel.ts";
import { Picker, type Choice } from "./picker.ts";
import { fetchList, fetchRule, type Rule } from "./rules.ts";
import { playgroundLink } from "./share.ts";
import { buildStage } from "./stage.ts";

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
    const { elements, panel } = buildStage(choice, rule, code, (action, pressed) => {
      if (action === "link") void copy(pressed, linkTo(choice, panel));
      else panel.act(action);
    });
    this.#stage.replaceChildren(...elements);
    this.#panel = panel;
  }
}

function linkTo(choice: Choice, panel: Panel): Promise<string> {
  return playgroundLink(placeOf(choice), panel.edited ? panel.source : undefined);
}

function placeOf({ rule, example }: Choice): { rule?: string; example?: string } {
  return rule === "" ? {} : { rule, example };
}

function keyOf({ rule, example }: Choice): string {
  return rule === "" ? "" : `${rule} ${example}`;
}
