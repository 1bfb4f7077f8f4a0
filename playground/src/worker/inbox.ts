/** The files that the page hands over, for whoever in the worker waits for them. */
import { toBase64 } from "../base/base64.ts";
import { deferred, type Deferred } from "../base/deferred.ts";
import type { Content } from "../protocol/protocol.ts";

/** Imports the script that was handed over under this path. */
export type Import = (script: ArrayBuffer, path: string) => Promise<Record<string, unknown>>;

export class Inbox {
  readonly #files = new Map<string, Deferred<Content>>();
  readonly #import: Import;

  constructor(importScript: Import = importBytes) {
    this.#import = importScript;
  }

  /** Takes a file. */
  put(path: string, content: Content): void {
    this.#slot(path).resolve(content);
  }

  /** Returns a file, once it is here. */
  get(path: string): Promise<Content> {
    return this.#slot(path).promise;
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
