/**
 * The files that are kept for a time without a connection. Each is kept under its address and its hash,
 * so that several versions of the site lie side by side in one cache and none can be taken for another.
 */
import { sha256 } from "../base/sha256.ts";

/** The SHA-256, in hex, of each file by its path below the site's root. */
export type Hashes = Readonly<Record<string, string>>;

/** What is kept only once a reader has used it: what Run and Prove need, and what finds rules in code. */
export const PARTS = ["playground", "detectors"] as const;
export type Part = (typeof PARTS)[number];

/** What one version of the site consists of: `offline.json`. */
export type Listing = Readonly<Record<"site" | Part, Hashes>>;

/** Returns the name of the cache that holds the files of the site below `root`. */
export function filesCache(root: URL): string {
  return `playbook files ${root.pathname}`;
}

/** Returns the address that names a file of this hash, and no other; it is kept under it. */
export function hashedAddress(path: string, hash: string, base: URL): URL {
  const url = new URL(path, base);
  url.search = `?sha256=${hash}`;
  return url;
}

type Store = Pick<Cache, "match" | "put" | "delete" | "keys">;
type Fetch = (url: URL, options: RequestInit) => Promise<Response>;

const AT_ONCE = 2;

/** A file that is not what the listing says. */
export class HashError extends Error {}

export class Precache {
  readonly #store: Store;
  readonly #root: URL;
  readonly #fetch: Fetch;

  constructor(store: Store, root: URL, fetch: Fetch) {
    this.#store = store;
    this.#root = root;
    this.#fetch = fetch;
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
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.load(...next, tagged);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Fetches a file, checks it and keeps it; returns what is kept. */
  async load(path: string, hash: string, tagged = false): Promise<Response> {
    const url = tagged ? hashedAddress(path, hash, this.#root) : new URL(path, this.#root);
    for (const cache of ["default", "reload"] as const) {
      const answer = await this.#fetch(url, { cache, priority: "low", credentials: "same-origin" });
      if (!answer.ok) throw new HashError(`${path}: the server answered ${answer.status}`);
      const copy = answer.clone();
      const bytes = await answer.arrayBuffer();
      if ((await sha256(bytes)) !== hash) continue;
      const kept = keepable(copy, bytes);
      await this.#store.put(this.#key(path, hash), kept.clone());
      return kept;
    }
    throw new HashError(`${path} is not the one that is listed`);
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

/** Returns the answer as it came, since the browser knows it again and what it compiled of it, if it may be kept so. */
function keepable(answer: Response, bytes: ArrayBuffer): Response {
  const { headers, redirected } = answer;
  if (!redirected && headers.get("Vary") !== "*") return answer;
  return new Response(bytes, {
    headers: { "Content-Type": headers.get("Content-Type") ?? "application/octet-stream" },
  });
}

/** Returns the path of `address` below the root as the listing has it, or nothing if it lies elsewhere. */
export function pathBelow(root: URL, address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined;
  return pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}
