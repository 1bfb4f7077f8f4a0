/** The files that the page hands over, for whoever in the worker waits for them. */
import { toBase64 } from "../base/base64.ts";
import { deferred, type Deferred } from "../base/deferred.ts";
import type { Content, Plan } from "../protocol/protocol.ts";

/** Imports the script that was handed over under this path. */
export type Import = (script: ArrayBuffer, path: string) => Promise<Record<string, unknown>>;

export class Inbox {
  readonly #files = new Map<string, Deferred<Content>>();
  readonly #import: Import;
  #tails: Plan["tails"] = {};

  constructor(importScript: Import = importBytes) {
    this.#import = importScript;
  }

  /** Takes a file. */
  put(path: string, content: Content): void {
    this.#slot(path).resolve(content);
  }

  /** Says which files go on where others end: from now on those are given whole. */
  join(tails: Plan["tails"]): void {
    this.#tails = tails;
  }

  /** Returns a file, once it is here with its tails. */
  async get(path: string): Promise<Content> {
    const first = await this.#slot(path).promise;
    const tails = Object.entries(this.#tails).filter(([, { of }]) => of === path);
    if (tails.length === 0 || !(first instanceof ArrayBuffer)) return first;
    const parts = await Promise.all(tails.map(async ([tail, { at }]) => ({ at, bytes: await this.bytes(tail) })));
    return joined(first, parts);
  }

  /** Returns the bytes of a file that is handed over as bytes. */
  async bytes(path: string): Promise<ArrayBuffer> {
    const content = await this.get(path);
    if (content instanceof ArrayBuffer) return content;
    throw new TypeError(`${path} was not handed over as bytes`);
  }

  /** Returns a module that is compiled already, or else compiles it. */
  async module(path: string): Promise<WebAssembly.Module> {
    const content = await this.get(path);
    return content instanceof WebAssembly.Module ? content : WebAssembly.compile(await this.bytes(path));
  }

  /** Imports a script. */
  async script(path: string): Promise<Record<string, unknown>> {
    return this.#import(await this.bytes(path), path);
  }

  #slot(path: string): Deferred<Content> {
    const slot = this.#files.get(path) ?? deferred<Content>();
    this.#files.set(path, slot);
    return slot;
  }
}

/** Returns the archive with each tail in its place; where one ends, the next begins. */
function joined(
  first: ArrayBuffer,
  tails: readonly { readonly at: number; readonly bytes: ArrayBuffer }[],
): ArrayBuffer {
  const ends = tails.map(({ at, bytes }) => at + bytes.byteLength);
  const whole = new Uint8Array(Math.max(...ends));
  whole.set(new Uint8Array(first, 0, Math.min(first.byteLength, ...tails.map(({ at }) => at))));
  for (const { at, bytes } of [...tails].sort((one, other) => one.at - other.at)) whole.set(new Uint8Array(bytes), at);
  return whole.buffer;
}

function importBytes(script: ArrayBuffer): Promise<Record<string, unknown>> {
  return importBlob(script).catch(() => importFrom(dataUrl(script)));
}

/** By an address that is short: browsers copy it with each error and each module that the script makes. */
async function importBlob(script: ArrayBuffer): Promise<Record<string, unknown>> {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return importFrom(url).finally(() => URL.revokeObjectURL(url));
}

async function importFrom(url: string): Promise<Record<string, unknown>> {
  return (await import(url)) as Record<string, unknown>;
}

/** For WebKit, which does not import a blob where the origin is opaque. */
function dataUrl(script: ArrayBuffer): string {
  return `data:text/javascript;base64,${toBase64(new Uint8Array(script))}`;
}
