/** CodeMirror in the colours and the measures of Material's code blocks. */
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const hl = (name: string): string => `var(--md-code-hl-${name}-color)`;

export const highlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.self, tags.operatorKeyword], color: hl("keyword") },
  { tag: [tags.string, tags.special(tags.string)], color: hl("string") },
  { tag: tags.number, color: hl("number") },
  { tag: [tags.bool, tags.null], color: hl("constant") },
  { tag: tags.comment, color: hl("comment") },
  { tag: tags.operator, color: hl("operator") },
  { tag: [tags.punctuation, tags.bracket], color: hl("punctuation") },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: hl("function") },
  { tag: [tags.meta, tags.modifier], color: hl("special") },
]);

// Measures come from the static block (see place.ts), so that the code does not move; the defaults are Material's.
export const theme = EditorView.theme({
  "&": {
    fontSize: "var(--pb-code-size, .85em)",
    color: "var(--md-code-fg-color)",
    backgroundColor: "var(--md-code-bg-color)",
  },
  "&.cm-focused": { outline: "2px solid var(--md-accent-fg-color)" },
  ".cm-scroller": {
    fontFamily: "var(--md-code-font-family)",
    lineHeight: "var(--pb-code-leading, 1.4)",
    scrollbarWidth: "thin",
  },
  ".cm-content": {
    padding: "var(--pb-code-padding, .772em 1.176em)",
    caretColor: "var(--md-code-fg-color)",
    outline: "none",
  },
  ".cm-line": { padding: "0 0 0 var(--pb-hang, 0)", textIndent: "calc(-1 * var(--pb-hang, 0px))" },
  ".cm-gutters": { border: "0", color: "var(--md-default-fg-color--light)", backgroundColor: "transparent" },
});
