/** The row of buttons under an example, and the line that says how it goes. */
import { element } from "./dom.ts";

export type Action = "run" | "prove" | "edit" | "stop" | "reset" | "link" | "review";

const LABELS: Readonly<Record<Action, string>> = {
  run: "Run",
  prove: "Prove",
  edit: "Edit",
  stop: "Stop",
  reset: "Reset",
  link: "Copy link",
  review: "Copy review comment",
};

/** Returns a button that carries its action in `data-pb`. */
export function button(action: Action, hidden = false): HTMLButtonElement {
  return element("button", { type: "button", class: "pb-button", "data-pb": action, hidden }, LABELS[action]);
}

/** Puts the row at the end of `section`; `onAction` hears of every press. */
export function addControls(
  section: HTMLElement,
  actions: readonly Action[],
  onAction: (action: Action, pressed: HTMLButtonElement) => void,
): HTMLElement {
  const main = actions.filter((action) => action !== "link" && action !== "review");
  const share = actions.filter((action) => action === "link" || action === "review");
  const row = element(
    "div",
    {
      class: "pb-controls",
      role: "group",
      "aria-label": `Controls of the ${section.dataset["example"] ?? "code"} example`,
    },
    ...main.map((action) => button(action, action === "stop" || action === "reset")),
    element("span", { class: "pb-share" }, ...share.map((action) => button(action))),
  );
  row.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLButtonElement>("button[data-pb]");
    if (pressed && pressed.ariaDisabled !== "true") onAction(pressed.dataset["pb"] as Action, pressed);
  });
  section.append(row, statusLine());
  return row;
}

function statusLine(): HTMLElement {
  return element("p", { class: "pb-status" }, element("span", { role: "status" }));
}
