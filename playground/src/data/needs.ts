/** What the browser can load, and what of it a program needs. */
import type { Mount, Plan } from "../protocol/protocol.ts";

export interface FileEntry {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly version: string;
  /** Pyodide's release. */
  readonly pyodide: string;
  readonly files: Readonly<Record<string, FileEntry>>;
  /** Files that hold others, those that are named, compressed one after the other. */
  readonly parcels: Readonly<Record<string, readonly string[]>>;
  readonly core: readonly string[];
  readonly packages: Readonly<Record<string, { readonly mount: Mount }>>;
  /** Compiled extensions, each with its place below `site-packages`. */
  readonly libraries: Readonly<Record<string, string>>;
  /**
   * The two files that a module of WebAssembly is sent in: `first` runs by itself, until it calls a function whose
   * body is in `rest`.
   */
  readonly divided: Readonly<Record<string, { readonly first: string; readonly rest: string }>>;
  /** What makes of the archive `of`, which holds at first what rules import, one with more: put there from `at` on. */
  readonly tails: Readonly<Record<string, { readonly of: string; readonly at: number }>>;
  /** The tail that brings a module, which is a requirement of that name as well. */
  readonly rest: Readonly<Record<string, string>>;
  readonly requires: Readonly<Record<string, readonly string[]>>;
  readonly preload: Readonly<Record<string, readonly string[]>>;
  /** The distribution that brings a module, by the module's name. */
  readonly imports: Readonly<Record<string, string>>;
  /** For these the worker makes preparations of its own, so that their files alone are not enough. */
  readonly prepared: readonly string[];
}

/** Returns the paths that a program with these requirements needs, the core first, each once. */
export function neededFiles({ core, requires }: Manifest, wanted: readonly string[]): string[] {
  const unknown = wanted.find((name) => !(name in requires));
  if (unknown !== undefined) throw new Error(`The package ${unknown} is not available in the browser`);
  return [...new Set([...core, ...wanted.flatMap((name) => requires[name] ?? [])])];
}

/** What says how files are sent. */
export type Listed = Pick<Manifest, "files" | "parcels" | "divided">;

/** How files come: one as it is, or several in a parcel. */
export interface Sending {
  readonly path: string;
  readonly bytes: number;
  readonly packed: boolean;
  readonly files: readonly string[];
  /** What the one file is made of, if it comes in two parts. */
  readonly parts?: { readonly first: Sending; readonly rest: Sending };
}

/** Returns what has to be sent for these files, each once. Raises Error for a file that is not listed. */
export function sendings(listed: Listed, paths: readonly string[]): Sending[] {
  const { parcels, divided } = listed;
  const parcelOf = new Map(Object.entries(parcels).flatMap(([parcel, held]) => held.map((path) => [path, parcel])));
  const sending = (path: string): Sending => ({
    path,
    bytes: sizeOf(listed, path),
    packed: parcels[path] !== undefined,
    files: parcels[path] ?? [path],
  });
  const sent = (path: string): Sending => sending(parcelOf.get(path) ?? path);
  const names = new Set(paths.map((path) => (divided[path] ? path : (parcelOf.get(path) ?? path))));
  return [...names].map((path) => {
    const pieces = divided[path];
    if (!pieces) return sending(path);
    const [first, rest] = [sent(pieces.first), sent(pieces.rest)];
    return { path, bytes: first.bytes + rest.bytes, packed: false, files: [path], parts: { first, rest } };
  });
}

function sizeOf({ files }: Listed, path: string): number {
  const entry = files[path];
  if (!entry) throw new Error(`Could not load ${path}: it is not in the manifest`);
  return entry.bytes;
}

/** Returns how many bytes have to be sent for these files; `lean`ly, of those in two parts the first alone. */
export function bytesFor(listed: Listed, paths: readonly string[], lean = false): number {
  return sendings(listed, paths).reduce(
    (sum, { bytes, parts }) => sum + (lean && parts ? parts.first.bytes : bytes),
    0,
  );
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
  const { packages, libraries, preload, tails } = manifest;
  // In whichever order they are named: a later visit knows them by the snapshot that serves them.
  const paths = neededFiles(manifest, [...wanted].sort());
  return {
    paths,
    packages: pick(packages, paths),
    libraries: pick(libraries, paths),
    tails: pick(tails, paths),
    absent: absentModules(manifest, paths),
    requires: prepared(manifest, wanted),
    preload: [...new Set(wanted.flatMap((name) => preload[name] ?? []))].sort(),
  };
}

/** Returns the modules of these files' archives whose tail is not among the files. */
function absentModules({ tails, rest }: Manifest, paths: readonly string[]): string[] {
  const here = new Set(paths);
  const missing = new Set(Object.keys(tails).filter((tail) => !here.has(tail) && here.has(tails[tail]?.of ?? "")));
  return Object.keys(rest).filter((module) => missing.has(rest[module] as string));
}

/** Returns the requirements with every tail that there is for their archives. */
export function wholly(manifest: Manifest, requires: readonly string[]): string[] {
  const paths = new Set(neededFiles(manifest, requires));
  const tails = Object.keys(manifest.tails).filter((tail) => paths.has(manifest.tails[tail]?.of ?? ""));
  return [...new Set([...requires, ...tails])];
}

function pick<T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const picked = names.filter((name) => Object.hasOwn(from, name)).sort();
  return Object.fromEntries(picked.map((name) => [name, from[name] as T]));
}
