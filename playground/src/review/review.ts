/** What a reviewer's pages need, in one file: fetched once a page or a link asks for it. */
export { openIndex } from "./index-of-rules.ts";
