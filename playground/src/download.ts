/** Fetches files once, checks them, keeps them in memory, and tells how far it is. */
import type { FileEntry } from "./manifest.ts";
import { filesCache, hashedAddress } from "./precache.ts";
import type { Content } from "./protocol.ts";
import { sha256 } from "./sha256.ts";
import { BASE, SITE } from "./site.ts";

/** Who hears of a download. */
export interface Receiver {
  progress(loaded: number, total: number): void;
  /** A file is here, or was here before. */
  arrived(path: string, content: Content): void;
}

type Files = Readonly<Record<string, FileEntry>>;

/** From so many bytes on it is worth while to count. */
const LARGE = 500_000;

const held = new Map<string, Content>();
let compiling = true;

/** A download that failed: which file, and why. */
export class DownloadError extends Error {}

/** Brings `paths` into memory. Raises DownloadError, or an AbortError when `signal` says stop. */
export async function download(
  files: Files,
  paths: readonly string[],
  receiver: Receiver,
  signal: AbortSignal,
): Promise<void> {
  const here = paths.filter((path) => held.has(path));
  const missing = paths.filter((path) => !held.has(path));
  for (const path of here) receiver.arrived(path, held.get(path) as Content);
  if (missing.length === 0) return;
  const size = (some: readonly string[]): number => some.reduce((sum, path) => sum + (files[path]?.bytes ?? 0), 0);
  const total = size(paths);
  let loaded = size(here);
  const count = (more: number): void => receiver.progress((loaded += more), total);
  const bring = async (path: string): Promise<void> => {
    const entry = files[path];
    if (!entry) throw new DownloadError(`Could not load ${path}: it is not in the manifest`);
    const kept = await findKept(path, entry);
    if (kept) count(entry.bytes);
    const content = kept ?? (await fetchFile(path, entry, count, signal));
    held.set(path, content);
    receiver.arrived(path, content);
  };
  // One that fails does not end the others: what has arrived need not be asked for again.
  const ends = await Promise.allSettled(missing.map(bring));
  signal.throwIfAborted();
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
}

/** From now on hands WebAssembly over as bytes: this browser cannot pass on what is compiled. */
export function stopCompiling(): void {
  compiling = false;
  for (const [path, content] of held) if (content instanceof WebAssembly.Module) held.delete(path);
}

/** Returns a file that the service worker keeps, in a third of the time that it takes to ask for it; or nothing. */
async function findKept(path: string, entry: FileEntry): Promise<Content | undefined> {
  try {
    const response = await caches.match(addressOf(path, entry), { cacheName: filesCache(SITE) });
    if (!response) return undefined;
    // Only what is compiled from an answer to a request is kept compiled by the browser.
    const module = path.endsWith(".wasm") && compiling ? compile(fetch(addressOf(path, entry))) : undefined;
    const data = new Uint8Array(await response.arrayBuffer());
    await check(path, data, entry);
    return (await module) ?? (await packed(path, data));
  } catch {
    // Damaged, or the browser has no such store: it is fetched as if it were not there.
    return undefined;
  }
}

async function fetchFile(
  path: string,
  entry: FileEntry,
  count: (size: number) => void,
  signal: AbortSignal,
): Promise<Content> {
  const response = await open(path, entry, signal);
  const compiles = path.endsWith(".wasm") && compiling;
  // The bytes are read from the copy: the browser keeps what it compiled of the answer itself for the next visit.
  const copy = compiles ? response.clone() : response;
  const module = compiles ? compile(response) : undefined;
  try {
    const data = await read(copy, entry.bytes, count);
    await check(path, data, entry);
    if (module) return (await module) ?? (await WebAssembly.compile(data));
    return await packed(path, data);
  } catch (error) {
    throw error instanceof DownloadError
      ? error
      : new DownloadError(`Could not load ${path}: ${reason(error)}`, { cause: error });
  }
}

async function open(path: string, entry: FileEntry, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(addressOf(path, entry), { signal });
  } catch (error) {
    throw new DownloadError(`Could not load ${path}: ${reason(error)}`, { cause: error });
  }
  if (!response.ok || !response.body)
    throw new DownloadError(`Could not load ${path}: the server answered ${response.status}`);
  return response;
}

/** Returns where the file is; the service worker keeps it under this very address. */
function addressOf(path: string, entry: FileEntry): URL {
  return hashedAddress(path, entry.sha256, BASE);
}

/** Returns the module compiled while it arrives, or nothing where that does not work. */
function compile(response: Response | Promise<Response>): Promise<WebAssembly.Module | undefined> {
  return WebAssembly.compileStreaming(response).catch(() => undefined);
}

/** Returns the file in the shape in which it is handed over. */
async function packed(path: string, data: Uint8Array<ArrayBuffer>): Promise<Content> {
  // Read as a whole, and by nobody but PostgreSQL.
  if (/\.(data|gz)$/.test(path)) return new Blob([data], { type: path.endsWith(".gz") ? "application/x-gzip" : "" });
  if (!path.endsWith(".mjs")) return data.buffer;
  // The policy of an isolated worker lets it import from nowhere else.
  return `data:text/javascript;base64,${await base64(data)}`;
}

/** Returns the bytes in base64, at once where the browser can, which only newer ones do. */
async function base64(data: Uint8Array<ArrayBuffer> & { toBase64?(): string }): Promise<string> {
  if (data.toBase64) return data.toBase64();
  const reader = new FileReader();
  const read = new Promise((resolve) => (reader.onloadend = resolve));
  reader.readAsDataURL(new Blob([data]));
  await read;
  return String(reader.result).replace(/^.*,/, "");
}

/** Returns the bytes; those of a large file are counted as they come. */
async function read(
  response: Response,
  size: number,
  count: (size: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
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

async function readWhole(
  response: Response,
  size: number,
  count: (size: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
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

async function check(path: string, data: Uint8Array<ArrayBuffer>, entry: FileEntry): Promise<void> {
  // Browsers have no crypto.subtle on plain http, except on localhost.
  if (!globalThis.crypto?.subtle) return;
  if ((await sha256(data)) !== entry.sha256)
    throw new DownloadError(`Could not load ${path}: it arrived damaged (its SHA-256 is not the expected one)`);
}

function reason(error: unknown): string {
  if (error instanceof TypeError) return "no connection";
  return error instanceof Error ? error.message : String(error);
}
