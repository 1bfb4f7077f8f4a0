/** The part of CodeMirror that app.ts evaluates second. */
export { EditorView } from "@codemirror/view";
