/** The part of CodeMirror that app.ts evaluates first. */
export { EditorState, StateField } from "@codemirror/state";
