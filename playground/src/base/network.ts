/** Words for what the network did instead of bringing a file. */

/** Said where a log-in page or a notice came in the place of a file. */
export const PAGE_INSTEAD =
  "a web page came in its place, perhaps your network’s log-in page. Open this site in a new tab, log in, and try again";

/** Returns why nothing came at all. */
export function noAnswer(): string {
  return navigator.onLine
    ? "it did not come. A proxy or a browser extension may block it: allow this site, and try again"
    : "there is no connection. Once you have run something with one, this works without";
}

/** Says whether the server sent a web page, though none was asked for. */
export function isPage(response: Response): boolean {
  return /^text\/html\b/i.test(response.headers.get("Content-Type") ?? "");
}
