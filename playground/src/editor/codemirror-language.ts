/** The part of CodeMirror that app.ts evaluates third. */
export { syntaxHighlighting } from "@codemirror/language";
