/** Brings files: from what the service worker keeps or from the network, checked, and in the shape for handing over. */
import type { FileEntry } from "../data/needs.ts";
import type { Content } from "../protocol/protocol.ts";
import { isPage, noAnswer, PAGE_INSTEAD } from "../base/network.ts";
import { sha256 } from "../base/sha256.ts";
import { joined } from "../base/joined.ts";
import { unpack } from "../base/parcel.ts";
import type { Turns } from "../base/turns.ts";

/** A file that is wanted. */
export interface Wanted {
  readonly path: string;
  /** Where it is; the service worker keeps it under this very address. */
  readonly address: string;
  readonly entry: FileEntry;
}

/** How it is to be brought. */
export interface Way {
  /** The cache of the service worker. */
  readonly cache: string;
  /** WebAssembly is handed over compiled. */
  readonly compiling: boolean;
  /** Says when nothing is wanted any more. */
  readonly signal: AbortSignal;
  /**
   * Hears that WebAssembly is compiled from an answer: the browser keeps that compiled for the next visit, as V8 does
   * once the program has run a while (https://v8.dev/blog/wasm-code-caching), if this thread is still there then.
   */
  readonly streamed: () => void;
  /** Which parcel comes next: a start of Python waits for the first of them, so it shares the line with no other. */
  readonly turns: Turns;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Count = (size: number) => void;

/** When so many bytes of a parcel have not come yet, the next is asked for: that takes its time as well. */
const LAST_BYTES = 100_000;

/** From so many bytes on it is worth while to count. */
const LARGE = 500_000;

/** What comes in one answer, one file as it is or a parcel of several; or a file in two parts. */
export type Shipment = Single | Divided;

export interface Single {
  readonly address: string;
  readonly bytes: number;
  readonly packed: boolean;
  /** All that it holds, in order, and which of it is wanted. */
  readonly files: readonly Wanted[];
  readonly wanted: readonly string[];
}

/** A module of WebAssembly in two parts; `lean`ly, the first of them comes in its place. */
export interface Divided {
  readonly bytes: number;
  readonly whole: Wanted;
  readonly first: Single;
  readonly rest: Single;
  readonly lean: boolean;
}

/** Hears of a file; one that came leanly is a part of itself. */
type Arrived = (path: string, content: Content, lean?: boolean) => void;

/** Says when it is this shipment's turn on the line; what that gives ends the turn. */
type Turn = Promise<() => void>;

/** Brings what is wanted of a shipment; `count` hears of its bytes as they come. Raises Error that names the file. */
export async function fetchFiles(shipment: Shipment, way: Way, count: Count, arrived: Arrived): Promise<void> {
  const turn = way.turns.next();
  try {
    if ("whole" in shipment) await fetchDivided(shipment, way, turn, count, arrived);
    else await fetchSingle(shipment, way, turn, count, arrived);
  } finally {
    void turn.then((over) => over());
  }
}

async function fetchDivided(shipment: Divided, way: Way, turn: Turn, count: Count, arrived: Arrived): Promise<void> {
  const { whole, first, lean, bytes } = shipment;
  const kept = await findKept(whole, way);
  if (kept) {
    count(bytes);
    arrived(whole.path, kept);
  } else if (lean) await fetchSingle(first, way, turn, count, (_, content) => arrived(whole.path, content, true));
  else arrived(whole.path, await join(shipment, way, turn, count));
}

/** Returns a file of its two parts, or as it is where that does not work. */
async function join({ whole, first, rest }: Divided, way: Way, turn: Turn, count: Count): Promise<Content> {
  const bytes = async (part: Single): Promise<Bytes> => {
    let found: Content | undefined;
    await fetchSingle(part, { ...way, compiling: false }, turn, count, (_, content) => (found = content));
    return new Uint8Array(found as ArrayBuffer);
  };
  try {
    const data = joined(...(await Promise.all([bytes(first), bytes(rest)])));
    await check(data, whole.entry);
    return way.compiling ? await WebAssembly.compile(data) : data.buffer;
  } catch (error) {
    way.signal.throwIfAborted();
    console.warn("two parts could not be joined:", error);
    return bring(whole, way, () => undefined);
  }
}

async function fetchSingle(shipment: Single, way: Way, turn: Turn, count: Count, arrived: Arrived): Promise<void> {
  const missing: Wanted[] = [];
  const wanted = shipment.files.filter(({ path }) => shipment.wanted.includes(path));
  await Promise.all(
    wanted.map(async (one) => {
      const kept = await findKept(one, way);
      if (kept) arrived(one.path, kept);
      else missing.push(one);
    }),
  );
  if (missing.length === 0) count(shipment.bytes);
  else if (shipment.packed) await bringPacked(shipment, missing, way, turn, count, arrived);
  else for (const one of missing) arrived(one.path, await bring(one, way, count));
}

/** Brings files in their parcel, or as they are where that does not work. */
async function bringPacked(
  { address, files, bytes }: Single,
  missing: readonly Wanted[],
  way: Way,
  turn: Turn,
  count: Count,
  arrived: Arrived,
): Promise<void> {
  const waiting = new Set(missing);
  const modules = new Map(
    missing.filter(({ path }) => way.compiling && path.endsWith(".wasm")).map((one) => [one, new Compilation()]),
  );
  const take = async (one: Wanted, data: Bytes): Promise<void> => {
    if (!waiting.has(one)) return;
    const module = modules.get(one)?.end();
    await check(data, one.entry);
    arrived(one.path, module ? ((await module) ?? (await WebAssembly.compile(data))) : data.buffer);
    waiting.delete(one);
  };
  const over = await turn;
  let left = bytes;
  if (left <= LAST_BYTES) over();
  const came = (more: number): void => {
    count(more);
    if ((left -= more) <= LAST_BYTES) over();
  };
  try {
    await unpack(await answerTo(address, way.signal), files, take, came, (one, piece) => modules.get(one)?.add(piece));
  } catch (error) {
    way.signal.throwIfAborted();
    console.warn("a parcel could not be used:", error);
    for (const one of waiting) arrived(one.path, await bring(one, way, () => undefined));
  } finally {
    for (const module of modules.values()) module.abandon();
  }
}

/** Compiles WebAssembly while it comes. */
class Compilation {
  readonly #pieces: WritableStreamDefaultWriter<Bytes>;
  readonly #module: Promise<WebAssembly.Module | undefined>;

  constructor() {
    const { readable, writable } = new TransformStream<Bytes, Bytes>();
    this.#pieces = writable.getWriter();
    const answer = new Response(readable, { headers: { "Content-Type": "application/wasm" } });
    this.#module = WebAssembly.compileStreaming(answer).catch(() => undefined);
  }

  add(piece: Bytes): void {
    this.#pieces.write(piece).catch(() => undefined);
  }

  /** Says that all has come; returns the module, or nothing where this does not work. */
  end(): Promise<WebAssembly.Module | undefined> {
    this.#pieces.close().catch(() => undefined);
    return this.#module;
  }

  /** Says that nothing more comes, if that was not said. */
  abandon(): void {
    this.#pieces.abort().catch(() => undefined);
  }
}

/** Returns what the server sends. Raises Error when it is not the file. */
async function answerTo(address: string, signal: AbortSignal): Promise<ReadableStream<Bytes>> {
  return bodyOf(await fetch(address, { signal }));
}

function bodyOf(response: Response): ReadableStream<Bytes> {
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
  if (isPage(response)) throw new Error(PAGE_INSTEAD);
  return response.body;
}

/** Returns a file that the service worker keeps, in a third of the time that it takes to ask for it; or nothing. */
async function findKept({ path, address, entry }: Wanted, way: Way): Promise<Content | undefined> {
  try {
    const response = await caches.match(address, { cacheName: way.cache });
    if (!response) return undefined;
    const module = path.endsWith(".wasm") && way.compiling ? compile(fetch(address), way) : undefined;
    // Faster than the bytes of the answer itself, in Chromium.
    const data = new Uint8Array(await (await response.blob()).arrayBuffer());
    await check(data, entry);
    return (await module) ?? data.buffer;
  } catch {
    // Damaged, or the browser has no such store: it is fetched as if it were not there.
    return undefined;
  }
}

async function bring({ path, address, entry }: Wanted, way: Way, count: Count): Promise<Content> {
  try {
    const response = await fetch(address, { signal: way.signal });
    bodyOf(response);
    const compiles = path.endsWith(".wasm") && way.compiling;
    // The bytes are read from the copy: the browser keeps what it compiled of the answer itself.
    const copy = compiles ? response.clone() : response;
    const module = compiles ? compile(response, way) : undefined;
    const data = await read(copy, entry.bytes, count);
    await check(data, entry);
    if (module) return (await module) ?? (await WebAssembly.compile(data));
    return data.buffer;
  } catch (error) {
    throw new Error(`Could not load ${path}: ${reason(error)}.`, { cause: error });
  }
}

/** Returns the module compiled while it arrives, or nothing where that does not work. */
function compile(response: Response | Promise<Response>, { streamed }: Way): Promise<WebAssembly.Module | undefined> {
  streamed();
  return WebAssembly.compileStreaming(response).catch(() => undefined);
}

/** Returns the bytes; those of a large file are counted as they come. */
async function read(response: Response, size: number, count: Count): Promise<Bytes> {
  if (size < LARGE) return readWhole(response, size, count);
  const data = new Uint8Array(size);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    refuseLonger(at + part.value.length, size);
    data.set(part.value, at);
    at += part.value.length;
    count(part.value.length);
  }
  refuseShorter(at, size);
  return data;
}

async function readWhole(response: Response, size: number, count: Count): Promise<Bytes> {
  const data = new Uint8Array(await response.arrayBuffer());
  refuseLonger(data.length, size);
  refuseShorter(data.length, size);
  count(size);
  return data;
}

function refuseLonger(length: number, size: number): void {
  if (length > size) throw new Error(`it is longer than the expected ${size} bytes`);
}

function refuseShorter(length: number, size: number): void {
  if (length < size) throw new Error(`it ended after ${length} of ${size} bytes`);
}

async function check(data: Bytes, entry: FileEntry): Promise<void> {
  // Browsers have no crypto.subtle on plain http, except on localhost.
  if (!globalThis.crypto?.subtle) return;
  if ((await sha256(data)) !== entry.sha256)
    throw new Error("it arrived damaged (its SHA-256 is not the expected one)");
}

function reason(error: unknown): string {
  if (error instanceof TypeError) return noAnswer();
  if (error instanceof RangeError)
    return "this device has too little memory left for it. Close other tabs and programs";
  return error instanceof Error ? error.message : String(error);
}
