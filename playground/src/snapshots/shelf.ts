/** Keeps snapshots from one visit to the next, in Cache Storage; a worker does it, since they are large. */
import { deferred } from "../base/deferred.ts";
import type { Plan } from "../protocol/protocol.ts";
import { sha256 } from "../base/sha256.ts";
import type { FromShelf, Place, ToShelf } from "./shelf-messages.ts";
import { BASE } from "../site.ts";
import { SpareWorker } from "./spare-worker.ts";

const FAMILY = `playbook-snapshots ${BASE.pathname} `;
const ENGINE = new URL(`snapshots/${encodeURIComponent(navigator.userAgent)}/`, BASE).href;

/** Returns the place for the plan that serves these requirements. */
export async function placeOf(version: string, plan: Plan, requires: readonly string[]): Promise<Place> {
  const name = new URL(ENGINE + (await fingerprint(JSON.stringify(plan))));
  name.search = String(new URLSearchParams({ requires: [...requires].sort().join(" ") }));
  return { cache: FAMILY + version, family: FAMILY, name: name.href, engine: ENGINE };
}

/** Returns the requirements that each kept snapshot of this version and this browser serves. */
export async function keptRequirements(version: string): Promise<string[][]> {
  if (!canKeep() || !(await caches.has(FAMILY + version).catch(() => false))) return [];
  const kept = await (await caches.open(FAMILY + version)).keys();
  const own = kept.map(({ url }) => url).filter((url) => url.startsWith(ENGINE));
  return own.map((url) => new URL(url).searchParams.get("requires")?.split(" ").filter(Boolean) ?? []);
}

/** A snapshot that is on its way; nothing comes if it cannot be read. */
export interface Coming {
  readonly bytes: Promise<ArrayBuffer | undefined>;
  /** Whether it is the one that was stored: that is known later. */
  readonly sound: Promise<boolean>;
}

/** Says whether an earlier visit left a snapshot. */
export async function isKept(place: Place): Promise<boolean> {
  if (!canKeep()) return false;
  return (await caches.match(place.name, { cacheName: place.cache }).catch(() => undefined)) !== undefined;
}

/** Brings the snapshot that an earlier visit left, if it did. One that is gone since `prepareShelf` is not sound. */
export async function load(place: Place): Promise<Coming | undefined> {
  const kept = expected === place.name || (await isKept(place));
  expected = undefined;
  return kept ? ask({ type: "load", place }, []) : undefined;
}

/** Stores a snapshot; returns it as soon as it is copied, or nothing if it got lost. */
export function save(place: Place, snapshot: ArrayBuffer): Promise<ArrayBuffer | undefined> {
  if (!canKeep()) return Promise.resolve(snapshot);
  return ask({ type: "save", place, snapshot }, [snapshot]).bytes;
}

/** Removes the stored snapshot. */
export async function remove(place: Place): Promise<void> {
  if (!canKeep()) return;
  const cache = await caches.open(place.cache).catch(() => undefined);
  await cache?.delete(place.name).catch(() => false);
}

/** Browsers have Cache Storage on secure pages only, and some not in private windows. */
function canKeep(): boolean {
  return "caches" in globalThis && "crypto" in globalThis && "subtle" in crypto;
}

const spare = new SpareWorker(new URL(SHELF_FILE, BASE));
/** The kept snapshot that is wanted next: it is not looked for again, which takes as long as to begin to read it. */
let expected: string | undefined;

/** Has a worker ready that brings this kept snapshot. */
export function prepareShelf({ name }: Place): void {
  spare.prepare();
  expected = name;
}

/** Returns the snapshot that the worker sends, if it does, and ends it when it is done. */
function ask(request: ToShelf, transfer: Transferable[]): Coming {
  const worker = spare.take();
  const bytes = deferred<ArrayBuffer | undefined>();
  const sound = deferred<boolean>();
  const end = (): void => {
    worker.terminate();
    bytes.resolve(undefined);
    sound.resolve(false);
  };
  worker.onmessage = ({ data }: MessageEvent<FromShelf>) => {
    if (data.type === "snapshot") bytes.resolve(data.snapshot);
    else if (data.type === "checked") sound.resolve(data.sound);
    else end();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end();
  };
  worker.postMessage(request, transfer);
  return { bytes: bytes.promise, sound: sound.promise };
}

async function fingerprint(text: string): Promise<string> {
  if (!canKeep()) return encodeURIComponent(text);
  return sha256(new TextEncoder().encode(text));
}
