/** The part of CodeMirror that app.ts evaluates fifth. */
export { defaultKeymap } from "@codemirror/commands";
