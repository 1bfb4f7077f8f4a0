/** What a reviewer's pages need, in one file: fetched once a page or a link asks for it. */
export { openChecklist } from "./checklist.ts";
export { openIndex } from "./index-of-rules.ts";
export { preview } from "./preview.ts";
