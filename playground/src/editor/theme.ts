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

// Measures come from the static block (see place.ts), so that the code does not move; the defaults are the page's.
export const theme = EditorView.theme({
  "&": {
    fontSize: "var(--pb-code-size, .65rem)",
    color: "var(--md-code-fg-color)",
    backgroundColor: "var(--md-code-bg-color)",
  },
  "&.cm-focused": { outline: "2px solid var(--md-accent-fg-color)" },
  ".cm-scroller": {
    fontFamily: "var(--md-code-font-family)",
    lineHeight: "var(--pb-code-leading, 1.5)",
    overflowX: "hidden",
  },
  ".cm-content": {
    padding: "var(--pb-code-top, .4rem) var(--pb-code-end, .5rem) var(--pb-code-bottom, .4rem) 0",
    caretColor: "var(--md-code-fg-color)",
    outline: "none",
  },
  ".cm-line": { padding: "0 0 0 var(--pb-hang, 0px)", textIndent: "calc(-1 * var(--pb-hang, 0px))" },
  ".cm-lineWrapping": { overflowWrap: "anywhere", wordBreak: "normal" },
  ".cm-gutters": {
    boxSizing: "border-box",
    width: "calc(var(--pb-gutter, 6ch) + var(--pb-code-start, .3rem))",
    paddingInlineStart: "var(--pb-code-start, .3rem)",
    border: "0",
    color: "var(--pb-quiet)",
    backgroundColor: "transparent",
  },
  ".cm-lineNumbers": { width: "3ch" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "0", padding: "0" },
});
