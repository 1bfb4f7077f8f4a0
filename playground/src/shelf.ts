/** Keeps snapshots from one visit to the next, in Cache Storage; a worker does it, since they are large. */
import { deferred } from "./deferred.ts";
import type { Plan } from "./protocol.ts";
import { sha256 } from "./sha256.ts";
import type { FromShelf, ToShelf } from "./shelf-worker.ts";
import { BASE } from "./site.ts";

/** Where a snapshot is kept: it fits this version of the site, this plan and this browser alone. */
export interface Place {
  /** The cache of this version, and how the caches of all versions begin. */
  readonly cache: string;
  readonly family: string;
  /** The address of the snapshot, and how those of this browser begin. */
  readonly name: string;
  readonly engine: string;
}

/** Returns the place for a plan. */
export async function placeOf(version: string, plan: Plan): Promise<Place> {
  const family = `playbook-snapshots ${BASE.pathname} `;
  const engine = new URL(`snapshots/${encodeURIComponent(navigator.userAgent)}/`, BASE).href;
  return { cache: family + version, family, name: engine + (await fingerprint(JSON.stringify(plan))), engine };
}

/** A snapshot that is on its way; nothing comes if it is damaged. */
export interface Coming {
  readonly bytes: Promise<ArrayBuffer | undefined>;
}

/** Says whether an earlier visit left a snapshot, and brings it. */
export async function load(place: Place): Promise<Coming | undefined> {
  if (!canKeep()) return undefined;
  const kept = await caches.match(place.name, { cacheName: place.cache }).catch(() => undefined);
  return kept && { bytes: ask({ type: "load", place }, []) };
}

/** Stores a snapshot; returns it as soon as it is copied, or nothing if it got lost. */
export function save(place: Place, snapshot: ArrayBuffer): Promise<ArrayBuffer | undefined> {
  if (!canKeep()) return Promise.resolve(snapshot);
  return ask({ type: "save", place, snapshot }, [snapshot]);
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

/** Returns the snapshot that the worker sends, if it does, and ends it when it is done. */
function ask(request: ToShelf, transfer: Transferable[]): Promise<ArrayBuffer | undefined> {
  const worker = new Worker(new URL(SHELF_FILE, BASE), { type: "module" });
  const bytes = deferred<ArrayBuffer | undefined>();
  const end = (): void => {
    worker.terminate();
    bytes.resolve(undefined);
  };
  worker.onmessage = ({ data }: MessageEvent<FromShelf>) => {
    if (data.type === "snapshot") bytes.resolve(data.snapshot);
    else end();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end();
  };
  worker.postMessage(request, transfer);
  return bytes.promise;
}

async function fingerprint(text: string): Promise<string> {
  if (!canKeep()) return encodeURIComponent(text);
  return sha256(new TextEncoder().encode(text));
}
