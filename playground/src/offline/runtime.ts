/** Keeps what the playground's Python is made of: what a reader's next steps need, or all of it if they ask for that. */
import { neededFiles, sendings, wholly, type Manifest, type Sending } from "../data/needs.ts";
import type { Hashes } from "./addresses.ts";
import type { PackedFile, Parcel, Precache } from "./precache.ts";

/** What a reader has used so far, and whether everything is to be kept. */
export interface Used {
  readonly requires: readonly string[];
  readonly all: boolean;
}

/** So much is loaded unasked, besides what was loaded already when the reader ran something. */
const MOST_BYTES = 5e6;

const MANIFEST = "playground/manifest.json";

export class Runtime {
  readonly #files: Precache;
  readonly #manifest: Manifest;
  readonly #folder: string;

  /** `folder` is where the playground is below the site's root. */
  constructor(files: Precache, manifest: Manifest, folder: string) {
    this.#files = files;
    this.#manifest = manifest;
    this.#folder = folder;
  }

  /** Returns the runtime of the version that `site` lists; nothing if it has no playground. */
  static async of(files: Precache, site: Hashes): Promise<Runtime | undefined> {
    const path = Object.keys(site).find((one) => one.endsWith(MANIFEST));
    const hash = path && site[path];
    if (!hash) return undefined;
    const answer = (await files.find(path, hash)) ?? (await files.load(path, hash));
    return new Runtime(files, (await answer.json()) as Manifest, path.slice(0, path.lastIndexOf("/") + 1));
  }

  /** Every file that may be kept, by its path below the site's root. */
  get hashes(): Hashes {
    const { files } = this.#manifest;
    return Object.fromEntries(Object.entries(files).map(([path, { sha256 }]) => [this.#folder + path, sha256]));
  }

  /** Returns what has to be sent still, so that programs run that need no more than what was used. */
  async missing({ requires, all }: Used): Promise<Sending[]> {
    const manifest = this.#manifest;
    if (all) return this.#missing(Object.keys(manifest.requires));
    const known = requires.filter((name) => name in manifest.requires);
    const used = await this.#missing(known);
    const more = (await this.#missing(wholly(manifest, known))).filter(
      ({ path }) => !used.some((one) => one.path === path),
    );
    // The first part of a file was loaded when the reader ran something, the rest was not.
    let left = MOST_BYTES - used.reduce((sum, { parts }) => sum + (parts?.rest.bytes ?? 0), 0);
    const fit = more.sort((one, other) => one.bytes - other.bytes).filter(({ bytes }) => (left -= bytes) >= 0);
    return [...used, ...fit];
  }

  /** Fetches and keeps what is sent so. */
  async keep({ path, files, packed, parts }: Sending): Promise<void> {
    const listed = files.map((file) => this.#listed(file));
    if (parts) await this.#files.loadJoined(this.#listed(path), this.#parcel(parts.first), this.#parcel(parts.rest));
    else if (packed) await this.#files.loadPacked(this.#folder + path, listed);
    else for (const { path: file, entry } of listed) await this.#files.load(file, entry.sha256, true);
  }

  async #missing(requires: readonly string[]): Promise<Sending[]> {
    const kept = await this.#files.among(this.hashes);
    const paths = neededFiles(this.#manifest, requires).filter((path) => !kept.has(this.#folder + path));
    return sendings(this.#manifest, paths);
  }

  #parcel({ path, files }: Sending): Parcel {
    return { path: this.#folder + path, files: files.map((file) => this.#listed(file)) };
  }

  #listed(file: string): PackedFile {
    return { path: this.#folder + file, entry: this.#entry(file) };
  }

  #entry(file: string): Manifest["files"][string] {
    const entry = this.#manifest.files[file];
    if (!entry) throw new Error(`${file} is not in the manifest`);
    return entry;
  }
}
