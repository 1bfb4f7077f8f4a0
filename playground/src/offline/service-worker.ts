/**
 * Answers the site's requests from what is kept of it, so that it works without a connection.
 *
 * Each build of the site has a service worker of its own, which names the listing of that build. It takes over only
 * when every file of the listing is kept. A page goes on with the version that it was loaded with, whichever
 * service worker answers, until the reader leaves it.
 */
import type { FromKeeper, ToKeeper } from "./messages.ts";
import { Runtime, type Used } from "./runtime.ts";
import { filesCache, PARTS, pathBelow, type Hashes, type Listing, type Part } from "./addresses.ts";
import { Precache } from "./precache.ts";
import { Resting } from "./resting.ts";

declare const self: ServiceWorkerGlobalScope;

const ROOT = new URL("./", self.location.href);
const FILES = filesCache(ROOT);
/** Which version each open page was loaded with, and whether the playground is to be kept. */
const NOTES = `playbook notes ${ROOT.pathname}`;
const LIST = "offline.json";
const MANY_NOTES = 50;
const JUST_ASKED = 5;
const USED: Readonly<Record<Part, string>> = {
  playground: new URL("?playground-used", ROOT).href,
  detectors: new URL("?detectors-used", ROOT).href,
};

const resting = new Resting();
let stopping = false;
let opened: Promise<Precache> | undefined;
const listings = new Map<string, Promise<Listing>>();

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  const asked = event.data as ToKeeper;
  const answer = (said: FromKeeper): void => event.source?.postMessage(said);
  if (asked.type === "keep") event.waitUntil(keepPart(asked.part, asked.requires ?? []));
  else if (asked.type === "keep all") event.waitUntil(keepAll(answer));
  else if (asked.type === "rest") resting.begin();
  else if (asked.type === "go on") resting.end();
  else if (asked.type === "stop") stopping = true;
  else if (asked.type === "drop") event.waitUntil(drop().then(() => answer({ type: "end" })));
});
self.addEventListener("fetch", (event) => {
  const path = pathBelow(ROOT, event.request.url);
  if (event.request.method !== "GET" || path === undefined) return;
  event.respondWith(answer(event, path));
  if (event.request.mode === "navigate") event.waitUntil(tidyNow().catch(() => undefined));
});

async function install(): Promise<void> {
  const files = await precache();
  try {
    const whole = await listing(LISTING);
    await files.fill(whole.site);
    const notes = await caches.open(NOTES);
    for (const part of PARTS) if (await notes.match(USED[part])) await files.fill(whole[part]).catch(unlessFull);
    if (await notes.match(USED.playground)) await keepRuntime(whole.site).catch(unlessFull);
  } catch (error) {
    // Half a site is of no use, and the room may be needed; where an older one is kept, it stays.
    if (!self.registration.active && isFull(error)) await discard();
    throw error;
  }
  await self.skipWaiting();
}

async function discard(): Promise<void> {
  opened = undefined;
  await caches.delete(FILES);
}

async function keepPart(part: Part, requires: readonly string[]): Promise<void> {
  const files = await precache();
  try {
    const whole = await listing(LISTING);
    await note(part, requires);
    await files.fill(whole[part]);
    if (part === "playground") await keepRuntime(whole.site);
  } catch (error) {
    // What is missing is fetched when it is needed, as without a service worker.
    console.info(`The ${part} are not kept for use without a connection:`, error);
  }
}

/** Keeps all that there is, and says how far it is. */
async function keepAll(answer: (said: FromKeeper) => void): Promise<void> {
  stopping = false;
  try {
    const whole = await listing(LISTING);
    for (const part of PARTS) {
      await note(part, [], true);
      await (await precache()).fill(whole[part]);
    }
    await keepRuntime(whole.site, (loaded, total) => answer({ type: "progress", loaded, total }));
    answer({ type: "end" });
  } catch (error) {
    answer({ type: "end", message: isFull(error) ? "This browser gives the site no more room." : String(error) });
  }
  // What a later version keeps is what this one has: all of it, or what was used.
  if (stopping) await note("playground", [], false);
}

/** Forgets what readers ran, and what is kept for that; the pages stay. */
async function drop(): Promise<void> {
  stopping = true;
  const notes = await caches.open(NOTES);
  for (const part of PARTS) await notes.delete(USED[part]);
  const { site, ...parts } = await listing(LISTING);
  const runtime = await Runtime.of(await precache(), site);
  const gone = { ...runtime?.hashes, ...Object.assign({}, ...Object.values(parts)) } as Hashes;
  await (await precache()).drop(Object.fromEntries(Object.entries(gone).filter(([path]) => !(path in site))));
}

/** Notes that a part was used, with what; `all` says whether the whole of it is to be kept, if that is said anew. */
async function note(part: Part, requires: readonly string[], all?: boolean): Promise<void> {
  const known = await noted(part);
  const used: Used = { requires: [...new Set([...known.requires, ...requires])], all: all ?? known.all };
  await (await caches.open(NOTES)).put(USED[part], new Response(JSON.stringify(used)));
}

async function noted(part: Part): Promise<Used> {
  const found = await (await caches.open(NOTES)).match(USED[part]);
  const used: unknown = await found?.json().catch(() => undefined);
  return (used as Used | undefined) ?? { requires: [], all: false };
}

/** Keeps of the playground's Python what was used, or all of it, one after the other. */
async function keepRuntime(site: Hashes, tell?: (loaded: number, total: number) => void): Promise<void> {
  const runtime = await Runtime.of(await precache(), site);
  const waiting = (await runtime?.missing(await noted("playground"))) ?? [];
  const total = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  let loaded = 0;
  for (const sending of waiting) {
    await resting.over;
    if (tell && stopping) return;
    tell?.(loaded, total);
    await runtime?.keep(sending);
    loaded += sending.bytes;
  }
  tell?.(loaded, total);
}

async function answer(event: FetchEvent, path: string): Promise<Response> {
  // Whatever ails the browser's store, the site is no worse off than without a service worker.
  const kept = await keptAnswer(event, path).catch(() => undefined);
  if (kept) return kept;
  try {
    return await fetch(event.request);
  } catch (error) {
    const page = event.request.mode === "navigate" ? await notFoundPage().catch(() => undefined) : undefined;
    if (page) return page;
    throw error;
  }
}

/** Returns what is kept of the version that the asking page is of, or of the hash that it names; or nothing. */
async function keptAnswer(event: FetchEvent, path: string): Promise<Response | undefined> {
  const named = new URL(event.request.url).searchParams.get("sha256");
  if (named) return (await precache()).find(path, named);
  const { site, playground, detectors } = await listing(await versionFor(event));
  const hash = site[path] ?? playground[path] ?? detectors[path];
  if (hash) return (await precache()).find(path, hash);
  return `${path}/` in site ? Response.redirect(slashed(event.request.url)) : undefined;
}

async function notFoundPage(): Promise<Response | undefined> {
  const hash = (await listing(LISTING)).site["404.html"];
  const page = hash && (await (await precache()).find("404.html", hash));
  return page ? new Response(page.body, { status: 404, headers: page.headers }) : undefined;
}

/** Returns the version that the asking page was loaded with; a page that is being loaded gets this one. */
async function versionFor({ request, clientId, resultingClientId }: FetchEvent): Promise<string> {
  const notes = await caches.open(NOTES);
  if (request.mode === "navigate") {
    if (resultingClientId) await notes.put(noteOf(resultingClientId), new Response(LISTING)).catch(() => undefined);
    return LISTING;
  }
  const note = clientId ? await notes.match(noteOf(clientId)) : undefined;
  return note ? note.text() : LISTING;
}

function slashed(address: string): string {
  const url = new URL(address);
  url.pathname += "/";
  return url.href;
}

function noteOf(client: string): string {
  return new URL(`?client=${client}`, ROOT).href;
}

/** Drops the notes of pages that are gone, and the files of versions that no page uses any more. */
async function tidy(): Promise<void> {
  const notes = await caches.open(NOTES);
  const versions = new Set<string>();
  for (const [url, version] of await pageNotes(notes)) {
    if (version) versions.add(version);
    else await notes.delete(url);
  }
  const own = await filesOf(LISTING);
  const others = await Promise.all([...versions].map((version) => filesOf(version).catch(() => [])));
  await (await precache()).keepOnly([...own, ...others.flat()]);
}

async function filesOf(version: string): Promise<Hashes[]> {
  const whole = await listing(version);
  const runtime = await Runtime.of(await precache(), whole.site);
  return [whole.site, ...PARTS.map((part) => whole[part]), runtime?.hashes ?? {}, { [LIST]: version }];
}

/** Returns the address of each page's note with the page's version, or without one if the page is gone. */
async function pageNotes(notes: Cache): Promise<[string, string | undefined][]> {
  const open = new Set((await self.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => noteOf(id)));
  const urls = (await notes.keys()).map(({ url }) => url).filter((url) => !Object.values(USED).includes(url));
  // A page that has just been asked for is not among the open ones yet.
  const live = new Set(urls.filter((url, index) => open.has(url) || index >= urls.length - JUST_ASKED));
  const version = async (url: string): Promise<string | undefined> => (await notes.match(url))?.text();
  return Promise.all(urls.map(async (url) => [url, live.has(url) ? await version(url) : undefined]));
}

/** Drops notes once there are very many. */
async function tidyNow(): Promise<void> {
  if ((await (await caches.open(NOTES)).keys()).length > MANY_NOTES) await tidy();
}

function precache(): Promise<Precache> {
  opened ??= caches
    .open(FILES)
    .then((cache) => new Precache(cache, ROOT, (url, options) => fetch(url, options), resting));
  opened.catch(() => (opened = undefined));
  return opened;
}

/** Returns what the version consists of; its name is the hash of the list. */
function listing(version: string): Promise<Listing> {
  const known = listings.get(version);
  if (known) return known;
  const read = async (): Promise<Listing> => {
    const files = await precache();
    const answer = (await files.find(LIST, version)) ?? (await files.load(LIST, version));
    return (await answer.json()) as Listing;
  };
  const promise = read();
  listings.set(version, promise);
  promise.catch(() => listings.delete(version));
  return promise;
}

function unlessFull(error: unknown): void {
  if (!isFull(error)) throw error;
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
