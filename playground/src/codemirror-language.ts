/** A part of the editor's code that is evaluated by itself. */
export { syntaxHighlighting } from "@codemirror/language";
