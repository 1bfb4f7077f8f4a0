/**
 * The files that are kept for a time without a connection. Each is kept under its address and its hash,
 * so that several versions of the site lie side by side in one cache and none can be taken for another.
 */
import { joined } from "../base/joined.ts";
import { inLanes } from "../base/lanes.ts";
import { unpack } from "../base/parcel.ts";
import { sha256 } from "../base/sha256.ts";
import { hashedAddress, type Hashes } from "./addresses.ts";

/** A file in a parcel, by its path below the site's root. */
export interface PackedFile {
  readonly path: string;
  readonly entry: { readonly bytes: number; readonly sha256: string };
}

/** A parcel, by its path below the site's root, and what it holds. */
export interface Parcel {
  readonly path: string;
  readonly files: readonly PackedFile[];
}

type Bytes = Uint8Array<ArrayBuffer>;
type Store = Pick<Cache, "match" | "put" | "delete" | "keys">;
type Rests = { readonly over: Promise<void> };
type Fetch = (url: URL, options: RequestInit) => Promise<Response>;

const AT_ONCE = 2;

/** A file that is not what the listing says. */
export class HashError extends Error {}

export class Precache {
  readonly #store: Store;
  readonly #root: URL;
  readonly #fetch: Fetch;
  readonly #resting: Rests;

  /** Begins with no further file while it is `resting`. */
  constructor(store: Store, root: URL, fetch: Fetch, resting: Rests = { over: Promise.resolve() }) {
    this.#store = store;
    this.#root = root;
    this.#fetch = fetch;
    this.#resting = resting;
  }

  /** Returns a kept file, or nothing. */
  async find(path: string, hash: string): Promise<Response | undefined> {
    return this.#store.match(this.#key(path, hash));
  }

  /**
   * Keeps those of the files that are not there yet; `tagged` ones are asked for as the playground asks for them,
   * so that the browser need not load them twice. Raises what the network, the hash or the quota says.
   */
  async fill(files: Hashes, tagged = false): Promise<void> {
    const present = new Set((await this.#store.keys()).map(({ url }) => url));
    const waiting = Object.entries(files).filter(([path, hash]) => !present.has(this.#key(path, hash)));
    await inLanes(waiting, AT_ONCE, async ([path, hash]) => {
      await this.#resting.over;
      await this.load(path, hash, tagged);
    });
  }

  /** Says which of the files are kept. */
  async among(files: Hashes): Promise<Set<string>> {
    const present = new Set((await this.#store.keys()).map(({ url }) => url));
    return new Set(Object.keys(files).filter((path) => present.has(this.#key(path, files[path] as string))));
  }

  /** Fetches a parcel, and keeps its files as they are when unpacked; in vain if one is not what it should be. */
  async loadPacked(path: string, files: readonly PackedFile[]): Promise<void> {
    await this.#unpack({ path, files }, (file, content) => this.#keep(file, content));
  }

  /** Fetches the two parts of a file, and keeps it as it is when they are joined. */
  async loadJoined(file: PackedFile, first: Parcel, rest: Parcel): Promise<void> {
    const [one, other] = await Promise.all([this.#only(first), this.#only(rest)]);
    await this.#keep(file, joined(one, other));
  }

  /** Returns the only file of a parcel. */
  async #only(parcel: Parcel): Promise<Bytes> {
    let found: Bytes = new Uint8Array();
    await this.#unpack(parcel, (_, content) => (found = content));
    return found;
  }

  async #unpack({ path, files }: Parcel, take: (file: PackedFile, content: Bytes) => unknown): Promise<void> {
    const answer = await this.#fetch(new URL(path, this.#root), { priority: "low", credentials: "same-origin" });
    if (!answer.ok || !answer.body) throw new HashError(`${path}: the server answered ${answer.status}`);
    await unpack(answer.body, files, take);
  }

  async #keep({ path, entry }: PackedFile, content: Bytes): Promise<void> {
    if ((await sha256(content)) !== entry.sha256) throw new HashError(`${path} is not the one that is listed`);
    const type = path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    await this.#store.put(this.#key(path, entry.sha256), new Response(content, { headers: { "Content-Type": type } }));
  }

  /** Drops these files. */
  async drop(files: Hashes): Promise<void> {
    for (const [path, hash] of Object.entries(files)) await this.#store.delete(this.#key(path, hash));
  }

  /** Fetches a file, checks it and keeps it; returns what is kept. */
  async load(path: string, hash: string, tagged = false): Promise<Response> {
    const url = tagged ? hashedAddress(path, hash, this.#root) : new URL(path, this.#root);
    // The browser's cache may hold another one; and of hundreds of requests one may fail.
    const first = await this.#get(path, hash, url, "default").catch(unlessDisconnected);
    const kept = first ?? (await this.#get(path, hash, url, "reload"));
    if (!kept) throw new HashError(`${path} is not the one that is listed`);
    return kept;
  }

  /** Returns what is kept, or nothing if it is another file. */
  async #get(path: string, hash: string, url: URL, cache: RequestCache): Promise<Response | undefined> {
    const answer = await this.#fetch(url, { cache, priority: "low", credentials: "same-origin" });
    if (!answer.ok) throw new HashError(`${path}: the server answered ${answer.status}`);
    const copy = answer.clone();
    const bytes = await answer.arrayBuffer();
    if ((await sha256(bytes)) !== hash) return undefined;
    const kept = keepable(copy, bytes);
    await this.#store.put(this.#key(path, hash), kept.clone());
    return kept;
  }

  /** Drops every file that is in none of the listings. */
  async keepOnly(listings: readonly Hashes[]): Promise<void> {
    const wanted = new Set(listings.flatMap((files) => Object.entries(files).map((entry) => this.#key(...entry))));
    for (const { url } of await this.#store.keys()) if (!wanted.has(url)) await this.#store.delete(url);
  }

  #key(path: string, hash: string): string {
    return hashedAddress(path, hash, this.#root).href;
  }
}

/** Lets pass that there was no connection, which browsers tell by a TypeError. */
function unlessDisconnected(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
}

/** Returns the answer as it came, since the browser knows it again and what it compiled of it, if it may be kept so. */
function keepable(answer: Response, bytes: ArrayBuffer): Response {
  const { headers, redirected } = answer;
  if (!redirected && headers.get("Vary") !== "*") return answer;
  return new Response(bytes, {
    headers: { "Content-Type": headers.get("Content-Type") ?? "application/octet-stream" },
  });
}
