/** Shows how the reader's code differs from the good example. */
import { element } from "../base/dom.ts";
import { hunks } from "../editor/hunks.ts";

/** How many lines that both have stand around a difference. */
const AROUND = 2;

interface Row {
  readonly sign: " " | "−" | "+";
  readonly text: string;
}

/** Returns the differing lines, each with a sign. */
export function compare(yours: string, good: string): HTMLElement {
  const parts = differences(yours.trimEnd(), good.trimEnd());
  if (parts.length === 0) return element("p", { tabindex: "-1" }, "Your code is the good example, line for line.");
  const rows = parts.flatMap((part, index) => [...(index > 0 ? [gap()] : []), ...part.map(shown)]);
  return element(
    "figure",
    { class: "pb-compare" },
    element("figcaption", {}, "− your code, + the good example"),
    element("pre", { tabindex: "0", role: "group", "aria-label": "Your code compared with the good example" }, ...rows),
  );
}

/** Returns each place where the texts differ, with the lines around it; places that touch become one. */
export function differences(yours: string, good: string): Row[][] {
  const lines = yours.split("\n");
  const parts: Row[][] = [];
  let shownTo = 0;
  for (const { oldLine, removed, added } of hunks(yours, good)) {
    const begin = oldLine - 1;
    const from = Math.max(shownTo, begin - AROUND);
    if (from > shownTo || parts.length === 0) parts.push([]);
    const before = lines.slice(from, begin).map((text): Row => ({ sign: " ", text }));
    const changed = [
      ...removed.map((text): Row => ({ sign: "−", text })),
      ...added.map((text): Row => ({ sign: "+", text })),
    ];
    shownTo = begin + removed.length;
    parts.at(-1)?.push(...before, ...changed);
  }
  return parts;
}

function shown({ sign, text }: Row): HTMLElement {
  const tag = sign === "−" ? "del" : sign === "+" ? "ins" : "span";
  return element(tag, {}, `${sign} ${text}`);
}

function gap(): HTMLElement {
  return element("span", { class: "pb-gap" }, "⋮");
}
