/** What the browser can load, as `manifest.json` lists it. */
import type { Mount, Plan } from "../protocol/protocol.ts";
import { fetchJson } from "./rules.ts";
import { BASE } from "../site.ts";

export interface FileEntry {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly version: string;
  /** Pyodide's release. */
  readonly pyodide: string;
  readonly files: Readonly<Record<string, FileEntry>>;
  readonly core: readonly string[];
  readonly packages: Readonly<Record<string, { readonly mount: Mount }>>;
  /** Compiled extensions, each with its place below `site-packages`. */
  readonly libraries: Readonly<Record<string, string>>;
  readonly requires: Readonly<Record<string, readonly string[]>>;
  readonly preload: Readonly<Record<string, readonly string[]>>;
  /** The distribution that brings a module, by the module's name. */
  readonly imports: Readonly<Record<string, string>>;
  /** For these the worker makes preparations of its own, so that their files alone are not enough. */
  readonly prepared: readonly string[];
}

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

/** Returns those of the requirements that keep a worker from serving others. */
export function prepared(manifest: Manifest, requires: readonly string[]): string[] {
  return requires.filter((name) => manifest.prepared.includes(name)).sort();
}

/** Says whether a worker that was started with the packages `have` can run what needs `name` too. */
export function covers(manifest: Manifest, have: readonly string[], name: string): boolean {
  if (have.includes(name)) return true;
  const files = new Set(neededFiles(manifest, have));
  return !manifest.prepared.includes(name) && neededFiles(manifest, [name]).every((path) => files.has(path));
}

/**
 * Returns the smallest of the `kept` requirements that serve for `wanted` as well, or else `wanted`:
 * to start from a snapshot with too much in it is faster than to make another.
 */
export function served(manifest: Manifest, kept: readonly string[][], wanted: readonly string[]): readonly string[] {
  const size = (names: readonly string[]): number =>
    neededFiles(manifest, names).reduce((sum, path) => sum + (manifest.files[path]?.bytes ?? 0), 0);
  const fit = kept.filter(
    (have) =>
      have.every((name) => name in manifest.requires) &&
      prepared(manifest, have).every((name) => wanted.includes(name)) &&
      wanted.every((name) => covers(manifest, have, name)),
  );
  return fit.sort((one, other) => size(one) - size(other))[0] ?? wanted;
}

/** Returns what the interpreter for these requirements is made of; those that come to the same give the same. */
export function planFor(manifest: Manifest, wanted: readonly string[]): Plan {
  const { packages, libraries, preload } = manifest;
  const paths = neededFiles(manifest, wanted);
  return {
    paths,
    packages: pick(packages, paths),
    libraries: pick(libraries, paths),
    requires: prepared(manifest, wanted),
    preload: [...new Set(wanted.flatMap((name) => preload[name] ?? []))].sort(),
  };
}

function pick<T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const picked = names.filter((name) => Object.hasOwn(from, name)).sort();
  return Object.fromEntries(picked.map((name) => [name, from[name] as T]));
}
