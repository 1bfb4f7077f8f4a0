/** Reads, checks and stores snapshots, apart from the page, which would stand still over so many bytes. */
import { sha256 } from "../base/sha256.ts";
import type { FromShelf, Place, ToShelf } from "./shelf-messages.ts";

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
    const { headers } = found;
    // Several times as fast as to ask the answer for its bytes, in Chromium.
    const body = await found.blob();
    const packed = headers.get(PACKED) === "gzip";
    answer({
      type: "snapshot",
      snapshot: packed ? await inflate(body, Number(headers.get(SIZE))) : await body.arrayBuffer(),
    });
    // Checked while it is put to use: what comes of a damaged one is thrown away.
    if ((await sha256(await body.arrayBuffer())) !== headers.get(DIGEST)) throw new Error("damaged");
    answer({ type: "checked", sound: true });
  } catch {
    answer({ type: "checked", sound: false });
    await cache.delete(place.name);
  }
}

async function inflate(body: Blob, size: number): Promise<ArrayBuffer> {
  const stream = body.stream().pipeThrough(new DecompressionStream("gzip"));
  const data = await new Response(stream).arrayBuffer();
  if (data.byteLength !== size) throw new Error("cut short");
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
