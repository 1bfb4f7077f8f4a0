/** A part of the editor's code that is evaluated by itself. */
export { EditorView } from "@codemirror/view";
