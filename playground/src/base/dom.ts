/** A few lines that make elements; text is always set as text, never as HTML. */

type Attributes = Readonly<Record<string, string | boolean>>;

/** Returns a new element; an attribute that is `false` is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** Adds a style sheet to the page unless the page has it already. */
export function addStyles(url: URL): void {
  const present = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  if (present.some((link) => link.href.split(/[?#]/)[0] === url.href)) return;
  document.head.append(element("link", { rel: "stylesheet", href: url.href }));
}
