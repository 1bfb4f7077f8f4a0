/**
 * The only script before the reader shows intent: makes the buttons, copies links and
 * review comments, and imports the app once it is wanted.
 */
import { addControls, button, type Action } from "./example/controls.ts";
import { copy } from "./links/copy.ts";
import { remarkOn, type EditShareAction } from "./links/edit-share.ts";
import { addStyles, element } from "./base/dom.ts";
import { isCostly } from "./base/connection.ts";
import { hasEdits } from "./edits/edit-key.ts";
import { LOOK_MS, whenIdle } from "./base/idle.ts";
import { keepSite } from "./offline/keep-site.ts";
import { filesCache } from "./offline/addresses.ts";
import { restKeeping } from "./offline/rest.ts";
import { onReach } from "./example/reach.ts";
import { heedShortcuts } from "./base/shortcuts.ts";
import { sayDownload } from "./example/download-size.ts";
import { onRuleLink } from "./review/rule-links.ts";
import { watchResults } from "./search/results.ts";
import { SITE } from "./site.ts";

type App = typeof import("./app.ts");
type Review = typeof import("./review/review.ts");
type Which = typeof import("./which/which.ts");
type Week = typeof import("./week/week.ts");

const DWELL_MS = 120;
/** So long the pointer rests on code that is being read. */
const READ_MS = 600;
let app: Promise<App> | undefined;
let tries = 0;

function load(): Promise<App> {
  if (app) return app;
  const url = new URL(APP_FILE, import.meta.url);
  // Browsers remember a failed import, so another try needs another address.
  if (tries++) url.search = `?try=${tries}`;
  fetchAhead();
  app = import(url.href) as Promise<App>;
  app.catch(() => (app = undefined));
  return app;
}

/** Has all come at once that the app asks for in turns, each of which takes its time on a line. */
function fetchAhead(): void {
  if (tries > 1 || !navigator.onLine) return;
  for (const file of FILES_AHEAD)
    document.head.append(element("link", { rel: "modulepreload", href: new URL(file, import.meta.url).href }));
}

/** Has the app do `action`; says so when the app cannot be had. */
async function act(section: HTMLElement, action: Action, point?: { x: number; y: number }): Promise<void> {
  const status = section.querySelector('[role="status"]');
  if (!app && status) status.textContent = "Loading the playground…";
  const goOn = action === "edit" ? undefined : restKeeping();
  try {
    await (await load()).act(section, action, point);
  } catch (error) {
    console.warn(error);
    if (status) status.textContent = notLoaded("Press the button again");
  } finally {
    goOn?.();
  }
}

/** Returns why the app is not there; `again` is the way to ask for it once more. */
function notLoaded(again: string): string {
  return navigator.onLine
    ? `The playground could not be loaded: a proxy or a browser extension may block it. Allow this site. ${again} to try again.`
    : `There is no connection, and this browser has not kept the playground yet: it does after a first run. ${again} once you are online.`;
}

/** Returns the page's address: the one that the site was built for, or else the one at which it is read. */
function canonical(): string {
  const link = document.querySelector<HTMLLinkElement>("link[rel=canonical]");
  return link?.href ?? location.origin + location.pathname;
}

/** Returns the page's address, and with it the line of an example that is selected. */
function lineLink(): string {
  return canonical() + (/^#(bad|good)-L\d+$/.test(location.hash) ? location.hash : "");
}

async function shared(section: HTMLElement, form: EditShareAction): Promise<string> {
  return (await load()).shareFor(section, form);
}

/** Returns what a reviewer pastes: it ends in an address, for which the page's own stands in. */
function reviewText(review: HTMLElement): string {
  return (review.dataset["review"] ?? "").replace(/\S+$/, canonical());
}

function onAction(section: HTMLElement, action: Action, pressed: HTMLElement): void {
  if (action === "share" || action === "markdown" || action === "snippet")
    void copy(pressed, shared(section, action), (text) => remarkOn(action, text));
  else void act(section, action);
}

/** Loads the app when the pointer rests on the example, Python's files when it stays, Python when it reaches the buttons. */
function watchIntent(section: HTMLElement, row: HTMLElement): void {
  const wanted = (): void => void load().catch(() => undefined);
  const warm = (): void =>
    void load()
      .then((loaded) => loaded.warm(section))
      .catch(() => undefined);
  const read = (): void => {
    if (isCostly()) return;
    void load()
      .then((loaded) => loaded.expectReach(section))
      .catch(() => undefined);
  };
  let dwell: ReturnType<typeof setTimeout>, stay: ReturnType<typeof setTimeout>;
  section.addEventListener("pointerenter", ({ pointerType }) => {
    dwell = setTimeout(wanted, DWELL_MS);
    // A finger that scrolls past is no reader who points.
    if (pointerType === "mouse") stay = setTimeout(read, READ_MS);
  });
  section.addEventListener("pointerleave", () => [dwell, stay].forEach(clearTimeout));
  section.addEventListener("focusin", wanted, { once: true });
  section.querySelector(".highlight")?.addEventListener("focusin", read, { once: true });
  section.addEventListener("touchstart", wanted, { once: true, passive: true });
  onReach(row, warm);
}

/** Prepares Python where an earlier visit left all that it takes: nothing is fetched for it. */
async function expectRun(section: HTMLElement): Promise<void> {
  const script = new URL(APP_FILE, import.meta.url);
  const kept = await caches.match(script, { cacheName: filesCache(SITE), ignoreSearch: true });
  if (kept) await (await load()).expectRun(section);
}

/** Opens the editor on a mouse click into the code, or on Enter when the code has the focus. */
function watchCode(section: HTMLElement): void {
  const code = section.querySelector<HTMLElement>(".highlight");
  code?.addEventListener("click", (event) => {
    const mouse = event.pointerType === "mouse" && event.detail === 1;
    const inText = !(event.target as Element).closest("a, button, label") && getSelection()?.isCollapsed;
    if (mouse && inText) void act(section, "edit", { x: event.clientX, y: event.clientY });
  });
  code?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target as Element).matches("pre, code")) return;
    event.preventDefault();
    void act(section, "edit");
  });
}

function mountExample(section: HTMLElement, reason: string | undefined): void {
  const own: Action[] = reason ? [] : ["run", "prove", "edit", ...mend(section), "stop", "reset"];
  const row = addControls(section, own, [], (action, pressed) => onAction(section, action, pressed));
  if (reason) {
    section.querySelector(".pb-status")?.append(reason);
    return;
  }
  watchIntent(section, row);
  watchCode(section);
  // A link of the first week asks for it.
  if (own.includes("mend") && new URLSearchParams(location.search).has("mend")) void act(section, "mend");
  const { rule } = section.closest<HTMLElement>(".pb-pair")?.dataset ?? {};
  if (hasEdits(rule ?? "", section.dataset["example"] ?? ""))
    load()
      .then((loaded) => loaded.restore(section))
      .catch((error: unknown) => console.warn(error));
}

function mend(section: HTMLElement): Action[] {
  return section.dataset["example"] === "bad" ? ["mend"] : [];
}

function mountReview(review: HTMLElement): void {
  const link = button("link");
  const comment = button("review");
  link.addEventListener("click", () => void copy(link, lineLink()));
  comment.addEventListener("click", () => void copy(comment, reviewText(review)));
  review.append(element("span", { class: "pb-copies" }, comment, " ", link));
}

/** Returns the elements that match and were not seen before. */
function fresh(selector: string): HTMLElement[] {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => !("pbMounted" in one.dataset));
  for (const one of found) one.dataset["pbMounted"] = "";
  return found;
}

function mount(): void {
  app?.then((loaded) => loaded.sweep()).catch(() => undefined);
  const examples = fresh(".pb-pair [data-example]");
  const reviews = fresh(".pb-review[data-review]");
  const places = fresh("#pb-playground");
  const which = fresh("#pb-which");
  const weeks = fresh(".pb-week");
  const indexes = fresh(".pb-filter");
  const checklists = fresh(".pb-checklist");
  const buttons = [examples, reviews, places, which, weeks, indexes, checklists];
  if (buttons.some((found) => found.length)) addStyles(new URL("loader.css", import.meta.url));
  for (const section of examples) {
    mountExample(section, section.closest<HTMLElement>(".pb-pair")?.dataset["browser"]);
  }
  const runnable = examples.find((section) => section.querySelector('[data-pb="run"]'));
  if (runnable) whenIdle(() => void expectRun(runnable).catch(() => undefined), LOOK_MS);
  if (runnable) whenIdle(() => void sayDownload(runnable).catch(() => undefined), LOOK_MS);
  reviews.forEach(mountReview);
  for (const place of which) void openPage(place, async () => ((await script(WHICH_FILE)) as Which).openWhich(place));
  for (const place of weeks) void openPage(place, async () => ((await script(WEEK_FILE)) as Week).openWeek(place));
  for (const form of indexes) void openIndex(form as HTMLFormElement);
  if (checklists.length) whenReviewed((loaded) => checklists.forEach(loaded.openChecklist));
  for (const place of places) {
    load()
      .then((loaded) => loaded.openPlayground(place))
      .catch(() => place.append(notLoaded("Reload the page")));
  }
}

/** Returns the script that is loaded on one kind of page alone. */
function script(file: string): Promise<unknown> {
  return import(new URL(file, import.meta.url).href);
}

function review(): Promise<Review> {
  return script(REVIEW_FILE) as Promise<Review>;
}

/** Does what a page can do without: a failure is noted, and no more. */
function whenReviewed(action: (loaded: Review) => void): void {
  review()
    .then(action)
    .catch((error: unknown) => console.warn(error));
}

/** Makes the index of rules work; where it cannot be had, the whole table is there without its form. */
async function openIndex(form: HTMLFormElement): Promise<void> {
  try {
    (await review()).openIndex(form);
  } catch (error) {
    console.warn(error);
    form.hidden = true;
  }
}

/** Makes what such a page has of its own; says so inside `place` when the script cannot be had. */
async function openPage(place: HTMLElement, open: () => Promise<void>): Promise<void> {
  try {
    await open();
  } catch {
    place.append(notLoaded("Reload the page"));
  }
}

mount();
watchResults(new URL("loader.css", import.meta.url));
onRuleLink((link) => whenReviewed((loaded) => loaded.preview(link)));
keepSite();
heedShortcuts();
// Material swaps the page's content without a new load when instant navigation is on.
const { document$ } = globalThis as { document$?: { subscribe(next: () => void): unknown } };
document$?.subscribe(mount);
