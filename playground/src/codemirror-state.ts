/** A part of the editor's code that is evaluated by itself. */
export { EditorState, StateField } from "@codemirror/state";
