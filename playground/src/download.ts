/** Fetches files once, checks them, keeps them in memory, and tells how far it is. */
import { BASE, type FileEntry } from "./manifest.ts";

export type Progress = (loaded: number, total: number) => void;
type Files = Readonly<Record<string, FileEntry>>;

const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
const modules = new Map<string, WebAssembly.Module>();

/** A download that failed: which file, and why. */
export class DownloadError extends Error {}

/** Brings `paths` into memory. Raises DownloadError, or an AbortError when `signal` says stop. */
export async function download(
  files: Files,
  paths: readonly string[],
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const missing = paths.filter((path) => !bytes.has(path));
  if (missing.length === 0) return;
  const size = (some: readonly string[]): number => some.reduce((sum, path) => sum + (files[path]?.bytes ?? 0), 0);
  const total = size(paths);
  let loaded = total - size(missing);
  const count = (more: number): void => progress((loaded += more), total);
  // One that fails does not end the others: what has arrived need not be asked for again.
  const ends = await Promise.allSettled(missing.map((path) => fetchFile(path, files[path], count, signal)));
  signal.throwIfAborted();
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
}

/** Returns copies of the files, ready to be transferred to a worker. */
export function copies(paths: readonly string[]): Record<string, ArrayBuffer> {
  const held = paths.filter((path) => !modules.has(path));
  return Object.fromEntries(held.map((path) => [path, found(bytes, path).slice().buffer]));
}

/** Returns the compiled WebAssembly modules among the files. */
export function compiled(paths: readonly string[]): Record<string, WebAssembly.Module> {
  const held = paths.filter((path) => modules.has(path));
  return Object.fromEntries(held.map((path) => [path, found(modules, path)]));
}

function found<T>(map: ReadonlyMap<string, T>, path: string): T {
  const value = map.get(path);
  if (value === undefined) throw new Error(`${path} was not downloaded`);
  return value;
}

async function fetchFile(
  path: string,
  entry: FileEntry | undefined,
  count: (size: number) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!entry) throw new DownloadError(`Could not load ${path}: it is not in the manifest`);
  const body = await open(path, entry, signal);
  const wasm = path.endsWith(".wasm");
  const [own, other] = wasm ? body.tee() : [body];
  const module = other && compile(other);
  try {
    const data = await read(own, entry.bytes, count);
    await check(path, data, entry);
    if (module) modules.set(path, (await module) ?? (await WebAssembly.compile(data)));
    bytes.set(path, wasm ? new Uint8Array(0) : data);
  } catch (error) {
    throw error instanceof DownloadError
      ? error
      : new DownloadError(`Could not load ${path}: ${reason(error)}`, { cause: error });
  }
}

async function open(path: string, entry: FileEntry, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const url = new URL(path, BASE);
  url.search = `?v=${entry.sha256.slice(0, 16)}`;
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    throw new DownloadError(`Could not load ${path}: ${reason(error)}`, { cause: error });
  }
  if (!response.ok || !response.body)
    throw new DownloadError(`Could not load ${path}: the server answered ${response.status}`);
  return response.body;
}

/** Returns the module compiled while it arrives, or nothing where that does not work. */
function compile(stream: ReadableStream<Uint8Array>): Promise<WebAssembly.Module | undefined> {
  const response = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  return WebAssembly.compileStreaming(response).catch(() => undefined);
}

async function read(
  stream: ReadableStream<Uint8Array>,
  size: number,
  count: (size: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const data = new Uint8Array(size);
  const reader = stream.getReader();
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (at + part.value.length > size) throw new Error(`it is longer than the expected ${size} bytes`);
    data.set(part.value, at);
    at += part.value.length;
    count(part.value.length);
  }
  if (at < size) throw new Error(`it ended after ${at} of ${size} bytes`);
  return data;
}

async function check(path: string, data: Uint8Array<ArrayBuffer>, entry: FileEntry): Promise<void> {
  // Browsers have no crypto.subtle on plain http, except on localhost.
  if (!globalThis.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== entry.sha256)
    throw new DownloadError(`Could not load ${path}: it arrived damaged (its SHA-256 is not the expected one)`);
}

function reason(error: unknown): string {
  if (error instanceof TypeError) return "no connection";
  return error instanceof Error ? error.message : String(error);
}
