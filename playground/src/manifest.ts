/** What the browser can load, as `manifest.json` lists it. */
import type { Mount } from "./protocol.ts";
import { fetchJson } from "./rules.ts";

export interface FileEntry {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly version: string;
  readonly files: Readonly<Record<string, FileEntry>>;
  readonly core: readonly string[];
  readonly packages: Readonly<Record<string, { readonly mount: Mount }>>;
  readonly requires: Readonly<Record<string, readonly string[]>>;
  readonly preload: Readonly<Record<string, readonly string[]>>;
}

export const BASE = new URL("./", import.meta.url);

let manifest: Promise<Manifest> | undefined;

/** Returns the manifest, asked for once. Raises Error when it cannot be had; a later call tries again. */
export function fetchManifest(): Promise<Manifest> {
  if (manifest) return manifest;
  manifest = fetchJson<Manifest>(new URL("manifest.json", BASE), "no-cache");
  manifest.catch(() => (manifest = undefined));
  return manifest;
}

/** Returns the paths that a program with these requirements needs, the core first, each once. */
export function neededFiles({ core, requires }: Manifest, wanted: readonly string[]): string[] {
  const unknown = wanted.find((name) => !(name in requires));
  if (unknown !== undefined) throw new Error(`The package ${unknown} is not available in the browser`);
  return [...new Set([...core, ...wanted.flatMap((name) => requires[name] ?? [])])];
}

/** Packages for which the worker makes preparations of its own, so that their files alone are not enough. */
const PREPARED: ReadonlySet<string> = new Set(["argon2-cffi", "postgres"]);

/** Says whether a worker that was started with the packages `have` can run what needs `name` too. */
export function covers(manifest: Manifest, have: readonly string[], name: string): boolean {
  if (have.includes(name)) return true;
  const files = new Set(neededFiles(manifest, have));
  return !PREPARED.has(name) && neededFiles(manifest, [name]).every((path) => files.has(path));
}
