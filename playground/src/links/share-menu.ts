/** The button "Share my edit" and what it discloses. */
import { element } from "../base/dom.ts";

/** Returns the button, hidden until there is an edit, with the hidden list of `items`; Escape and a press elsewhere close it. */
export function shareMenu(items: readonly HTMLElement[]): HTMLElement {
  const list = element("span", { class: "pb-menu", hidden: true }, ...items);
  const opener = element("button", { type: "button", class: "pb-button", "aria-expanded": "false" }, "Share my edit");
  const menu = element("span", { class: "pb-menus", hidden: true }, opener, list);
  const show = (open: boolean): void => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) addEventListener("pointerdown", outside);
    else removeEventListener("pointerdown", outside);
  };
  const outside = ({ target }: PointerEvent): void => {
    if (!menu.contains(target as Node)) show(false);
  };
  opener.addEventListener("click", () => show(opener.ariaExpanded !== "true"));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || opener.ariaExpanded !== "true") return;
    show(false);
    opener.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget as Node)) show(false);
  });
  return menu;
}
