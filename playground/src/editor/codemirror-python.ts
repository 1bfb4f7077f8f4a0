/** The part of CodeMirror that app.ts evaluates fourth. */
export { parser } from "@lezer/python";
