/** Reads, checks and stores snapshots, apart from the page, which would stand still over so many bytes. */
import { sha256 } from "./sha256.ts";
import type { Place } from "./shelf.ts";

export type ToShelf =
  | { readonly type: "load"; readonly place: Place }
  | { readonly type: "save"; readonly place: Place; readonly snapshot: ArrayBuffer };

export type FromShelf =
  | { readonly type: "snapshot"; readonly snapshot: ArrayBuffer }
  | { readonly type: "done" };

type Bytes = Uint8Array<ArrayBuffer>;

/** How many plans' snapshots are kept. */
const KEPT = 4;
/** With so many bytes free they are kept as they are, some 30 to 60 MB each: to unpack them takes longer than all else. */
const ROOMY = 2e9;
const SIZE = "X-Size";
const PACKED = "X-Packed";
const DIGEST = "X-SHA-256";

self.onmessage = async ({ data }: MessageEvent<ToShelf>) => {
  try {
    if (data.type === "load") await load(data.place);
    else await save(data.place, data.snapshot);
    await removeOthers(data.place);
  } catch {
    // What cannot be stored or read is made anew at the next visit.
  }
  answer({ type: "done" });
};

function answer(message: FromShelf): void {
  self.postMessage(message, { transfer: message.type === "snapshot" ? [message.snapshot] : [] });
}

/** Removes what other versions of the site left. */
async function removeOthers({ cache, family }: Place): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(family) && name !== cache);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** Sends the stored snapshot; one that is damaged is removed. */
async function load(place: Place): Promise<void> {
  const cache = await caches.open(place.cache);
  const found = await cache.match(place.name);
  if (!found) return;
  try {
    answer({ type: "snapshot", snapshot: await unpack(found) });
  } catch {
    await cache.delete(place.name);
  }
}

async function unpack(found: Response): Promise<ArrayBuffer> {
  const { headers } = found;
  const body = new Uint8Array(await found.arrayBuffer());
  const sound = sha256(body).then((digest) => digest === headers.get(DIGEST));
  const data = headers.get(PACKED) === "gzip" ? await inflate(body, Number(headers.get(SIZE))) : body;
  if (!(await sound)) throw new Error("damaged");
  return data.buffer;
}

async function inflate(body: Bytes, size: number): Promise<Bytes> {
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = new Uint8Array(await new Response(stream).arrayBuffer());
  if (data.length !== size) throw new Error("cut short");
  return data;
}

async function save(place: Place, snapshot: ArrayBuffer): Promise<void> {
  const copy = new Blob([snapshot]);
  answer({ type: "snapshot", snapshot });
  const cache = await caches.open(place.cache);
  await makeRoom(cache, place);
  const packing = "CompressionStream" in self && !(await isRoomy());
  const stream = packing ? copy.stream().pipeThrough(new CompressionStream("gzip")) : copy.stream();
  const body = new Uint8Array(await new Response(stream).arrayBuffer());
  const headers = { [SIZE]: String(copy.size), [PACKED]: packing ? "gzip" : "", [DIGEST]: await sha256(body) };
  await cache.put(place.name, new Response(body, { headers }));
}

async function isRoomy(): Promise<boolean> {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return quota - usage >= ROOMY;
}

/** Removes what other browsers' versions left, and the oldest of those that are too many. */
async function makeRoom(cache: Cache, { engine }: Place): Promise<void> {
  const names = (await cache.keys()).map((request) => request.url);
  const own = names.filter((name) => name.startsWith(engine));
  const surplus = own.slice(0, Math.max(0, own.length - KEPT + 1));
  const gone = [...names.filter((name) => !name.startsWith(engine)), ...surplus];
  await Promise.all(gone.map((name) => cache.delete(name)));
}
