/** Under which names files are kept for a time without a connection, and which there are. */

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

/** Returns where the files of the site below `root` are that are kept; none where the browser has no such store. */
export async function keptAddresses(root: URL): Promise<ReadonlySet<string>> {
  try {
    const cache = await caches.open(filesCache(root));
    return new Set((await cache.keys()).map(({ url }) => url));
  } catch {
    return new Set();
  }
}

/** Returns the address that names a file of this hash, and no other; it is kept under it. */
export function hashedAddress(path: string, hash: string, base: URL): URL {
  const url = new URL(path, base);
  url.search = `?sha256=${hash}`;
  return url;
}

/** Returns the path of `address` below the root as the listing has it, or nothing if it lies elsewhere. */
export function pathBelow(root: URL, address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined;
  return pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}
