/** The row of buttons under an example, with the line that says how it goes. */
import { element } from "../base/dom.ts";
import type { EditShareAction } from "../links/edit-share.ts";
import { shareMenu } from "../links/share-menu.ts";

export type Action = "run" | "prove" | "edit" | "mend" | "stop" | "reset" | ShareAction;
export type ShareAction = "link" | "review" | EditShareAction;

const LABELS: Readonly<Record<Action, string>> = {
  run: "Run",
  prove: "Prove",
  edit: "Edit",
  mend: "Mend it",
  stop: "Stop",
  reset: "Reset",
  link: "Copy link",
  review: "Copy review comment",
  share: "Copy link to my edit",
  markdown: "Copy Markdown link",
  snippet: "Copy Markdown with code",
};

/** Returns a button that carries its action in `data-pb`. */
export function button(action: Action, hidden = false): HTMLButtonElement {
  return element("button", { type: "button", class: "pb-button", "data-pb": action, hidden }, LABELS[action]);
}

/** Puts the row at the end of `section`; `onAction` hears of every press. */
export function addControls(
  section: HTMLElement,
  actions: readonly Action[],
  shared: readonly ShareAction[],
  onAction: (action: Action, pressed: HTMLButtonElement) => void,
): HTMLElement {
  const buttons = actions.map((action) => button(action, action === "stop" || action === "reset"));
  const menu = shareMenu([button("share"), button("markdown"), button("snippet")]);
  const row = element(
    "div",
    {
      class: "pb-controls",
      role: "group",
      "aria-label": `Controls of the ${section.dataset["example"] ?? "code"} example`,
    },
    // A phone keeps both at the thumb.
    element("div", { class: "pb-dock" }, element("span", { class: "pb-main" }, ...buttons), statusLine()),
    element("span", { class: "pb-share" }, ...shared.map((action) => button(action)), menu),
  );
  row.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLButtonElement>("button[data-pb]");
    if (pressed && pressed.ariaDisabled !== "true") onAction(pressed.dataset["pb"] as Action, pressed);
  });
  section.append(row);
  return row;
}

function statusLine(): HTMLElement {
  return element("p", { class: "pb-status" }, element("span", { role: "status" }));
}
