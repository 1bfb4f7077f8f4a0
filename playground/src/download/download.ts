/** Has files fetched once, keeps them in memory, and tells how far it is. */
import { deferred } from "../base/deferred.ts";
import type { FromDownload, ToDownload } from "./download-worker.ts";
import { bytesFor, sendings, type FileEntry, type Listed, type Sending } from "../data/needs.ts";
import type { Shipment, Single, Wanted } from "./fetch-file.ts";
import { pause } from "../base/pause.ts";
import { filesCache, hashedAddress, keptAddresses } from "../offline/addresses.ts";
import type { Content } from "../protocol/protocol.ts";
import { BASE, SITE } from "../site.ts";
import type { SpareWorker } from "../snapshots/spare-worker.ts";

/** Who hears of a download. */
export interface Receiver {
  progress(loaded: number, total: number): void;
  /** A file is here, or was here before. */
  arrived(path: string, content: Content): void;
}

/** So long the page does one thing. */
const TURN_MS = 8;

/** From so many bytes on, a second worker takes less time than it costs. */
const MUCH = 1e6;

type Files = Readonly<Record<string, FileEntry>>;

/** A download that failed: which file, and why. */
export class DownloadError extends Error {}

interface Hears {
  progress(bytes: number): void;
  arrived(path: string, content: Content): void;
}

export class Downloads {
  readonly #spare: Pick<SpareWorker, "prepare" | "take">;
  readonly #held = new Map<string, Content>();
  /** Of these files the first part alone is in memory. */
  readonly #partly = new Set<string>();
  /** What is on its way. */
  readonly #asked = new Set<string>();
  /** What was begun ahead, and who hears of it. */
  #coming:
    { readonly asked: ReadonlySet<string>; readonly end: Promise<void>; readonly listeners: Set<Hears> } | undefined;
  #compiling = true;
  #lean = true;

  /** `spare` gives the workers that download. */
  constructor(spare: Pick<SpareWorker, "prepare" | "take">) {
    this.#spare = spare;
  }

  /** Begins to bring `paths`, for who may want them soon: a download that comes meanwhile goes on with this one. */
  ahead(listed: Listed, paths: readonly string[]): void {
    const missing = paths.filter((path) => !this.#held.has(path) && !this.#asked.has(path));
    if (this.#coming || missing.length === 0) return;
    const listeners = new Set<Hears>();
    const end = this.#ask(shipments(listed, missing, this.#lean), new AbortController().signal, {
      progress: (bytes) => listeners.forEach((one) => one.progress(bytes)),
      arrived: (path, content) => {
        this.#hold(path, content);
        listeners.forEach((one) => one.arrived(path, content));
      },
    });
    const over = (): void => void (this.#coming = undefined);
    this.#coming = { asked: new Set(missing), end, listeners };
    // Whoever waits for it hears of a failure; nobody else does.
    end.then(over, over);
  }

  /** Brings `paths` into memory. Raises DownloadError, or an AbortError when `signal` says stop. */
  async download(listed: Listed, paths: readonly string[], receiver: Receiver, signal: AbortSignal): Promise<void> {
    await this.#forgetParts(listed.files);
    const waiting = new Set(paths);
    const hand = (path: string, content: Content): void => {
      if (waiting.delete(path)) receiver.arrived(path, content);
    };
    const total = bytesFor(listed, paths, this.#lean);
    const coming = this.#goOn(total, waiting, hand, receiver, signal);
    // It may fail while files are handed over.
    coming.catch(() => undefined);
    await this.#handOver(waiting, hand);
    await coming;
    const missing = [...waiting];
    if (missing.length === 0) return;
    let loaded = total - bytesFor(listed, missing, this.#lean);
    await this.#ask(shipments(listed, missing, this.#lean), signal, {
      progress: (more) => receiver.progress((loaded += more), total),
      arrived: (path, content) => {
        this.#hold(path, content);
        hand(path, content);
      },
    });
  }

  /**
   * Waits for what was begun ahead; hands over what comes of it, and tells how far it is.
   * Raises what became of it when a file is `waiting` that it was to bring: it was asked for a moment ago.
   */
  async #goOn(
    total: number,
    waiting: ReadonlySet<string>,
    hand: Hears["arrived"],
    receiver: Receiver,
    signal: AbortSignal,
  ): Promise<void> {
    const coming = this.#coming;
    if (!coming) return;
    let loaded = 0;
    const progress = (more: number): void => receiver.progress(Math.min((loaded += more), total), total);
    const hears: Hears = { progress, arrived: hand };
    const stopped = deferred<never>();
    stopped.promise.catch(() => undefined);
    const stop = (): void => stopped.reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
    coming.listeners.add(hears);
    try {
      await Promise.race([coming.end, stopped.promise]);
    } catch (error) {
      signal.throwIfAborted();
      if ([...waiting].some((path) => coming.asked.has(path))) throw error;
    } finally {
      coming.listeners.delete(hears);
      signal.removeEventListener("abort", stop);
    }
  }

  #arrive({ path, content, lean }: Extract<FromDownload, { type: "arrived" }>, hears: Hears): void {
    if (lean) this.#partly.add(path);
    hears.arrived(path, content);
  }

  #hold(path: string, content: Content): void {
    if (this.#compiling || content instanceof ArrayBuffer) this.#held.set(path, content);
  }

  /** Hands over what is in memory: each file is copied on its way, so the reader gets a turn in between. */
  async #handOver(paths: Iterable<string>, hand: Hears["arrived"]): Promise<void> {
    let since = performance.now();
    for (const path of paths) {
      const content = this.#held.get(path);
      if (content !== undefined) hand(path, content);
      if (performance.now() - since < TURN_MS) continue;
      await pause();
      since = performance.now();
    }
  }

  /** Says whether each of the files is in memory, or kept by the service worker. */
  async areKept(files: Files, paths: readonly string[]): Promise<boolean> {
    const kept = await keptAddresses(SITE);
    return paths.every((path) => this.#held.has(path) || kept.has(addressOf(files, path)));
  }

  /** Lets go of what is here in part and kept whole by now: with the whole of it, nothing is missing any more. */
  async #forgetParts(files: Files): Promise<void> {
    if (this.#partly.size === 0) return;
    const kept = await keptAddresses(SITE);
    this.#forget([...this.#partly].filter((path) => kept.has(addressOf(files, path))));
  }

  #forget(paths: readonly string[]): void {
    for (const path of paths) {
      this.#partly.delete(path);
      this.#held.delete(path);
    }
  }

  /** From now on hands WebAssembly over as bytes: this browser cannot pass on what is compiled. */
  stopCompiling(): void {
    this.#compiling = false;
    for (const [path, content] of this.#held) if (content instanceof WebAssembly.Module) this.#held.delete(path);
  }

  /** From now on brings whole what is sent in two parts: a program needs more than the first. */
  bringWhole(): void {
    this.#lean = false;
    this.#forget([...this.#partly]);
  }

  /** Has a worker ready for the next download. */
  prepare(): void {
    this.#spare.prepare();
  }

  /** Has workers bring the files. Raises what is the matter once each has done what it can, or when it is stopped. */
  async #ask(shipments: readonly Shipment[], signal: AbortSignal, hears: Hears): Promise<void> {
    signal.throwIfAborted();
    const wanted = shipments.flatMap((shipment) => ("whole" in shipment ? [shipment.whole.path] : shipment.wanted));
    for (const path of wanted) this.#asked.add(path);
    const ends = await Promise.allSettled(halves(shipments).map((half) => this.#bring(half, signal, hears)));
    for (const path of wanted) this.#asked.delete(path);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
  }

  /** Has a worker bring the files; it ends with the download, or with the page if the browser has need of it. */
  async #bring(shipments: readonly Shipment[], signal: AbortSignal, hears: Hears): Promise<void> {
    const worker = this.#spare.take();
    const end = deferred<void>();
    let lingers: boolean | undefined;
    worker.onmessage = ({ data }: MessageEvent<FromDownload>) => {
      if (data.type === "done") ({ lingers } = data);
      if (data.type === "progress") hears.progress(data.bytes);
      else if (data.type === "arrived") this.#arrive(data, hears);
      else if (data.message === undefined) end.resolve();
      else end.reject(new DownloadError(data.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end.reject(new DownloadError(`Could not load Python: ${event.message || "no connection"}`));
    };
    worker.onmessageerror = () => {
      this.stopCompiling();
      end.reject(new DownloadError("Could not load Python as this browser has it: press the button again"));
    };
    const stop = (): void => end.reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
    worker.postMessage({ shipments, cache: filesCache(SITE), compiling: this.#compiling } satisfies ToDownload);
    try {
      await end.promise;
    } finally {
      signal.removeEventListener("abort", stop);
      if (signal.aborted) dismiss(worker);
      else if (!lingers) worker.terminate();
    }
  }
}

/** Has a worker give up, and ends it then: Chromium crashes where one is ended that unpacks what arrives. */
function dismiss(worker: Worker): void {
  worker.onmessage = ({ data }: MessageEvent<FromDownload>) => data.type === "done" && worker.terminate();
  worker.postMessage("stop" satisfies ToDownload);
}

/** Returns what is sent in two parts of about the same size, which two processors unpack; little stays together. */
function halves(all: readonly Shipment[]): Shipment[][] {
  if (bytesOf(all) < MUCH) return [[...all]];
  const one: Shipment[] = [];
  const other: Shipment[] = [];
  for (const shipment of all) (bytesOf(other) < bytesOf(one) ? other : one).push(shipment);
  return [one, other].filter((half) => half.length > 0);
}

function bytesOf(shipments: readonly Shipment[]): number {
  return shipments.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Returns what brings these files; what is sent in two parts comes `lean`ly or whole. */
function shipments(listed: Listed, wanted: readonly string[], lean: boolean): Shipment[] {
  return sendings(listed, wanted).map(({ parts, ...sending }) => {
    if (!parts) return single(listed, sending, wanted);
    const [first, rest] = [part(listed, parts.first), part(listed, parts.rest)];
    return { bytes: lean ? first.bytes : sending.bytes, whole: wantedFile(listed, sending.path), first, rest, lean };
  });
}

function single(listed: Listed, { path, bytes, packed, files }: Sending, wanted: readonly string[]): Single {
  // A parcel is named by what is in it.
  const address = packed ? new URL(path, BASE).href : addressOf(listed.files, path);
  return {
    address,
    bytes,
    packed,
    files: files.map((file) => wantedFile(listed, file)),
    wanted: files.filter((one) => wanted.includes(one)),
  };
}

/** Returns what brings a part, all of which is wanted. */
function part(listed: Listed, sending: Sending): Single {
  return single(listed, sending, sending.files);
}

function wantedFile({ files }: Listed, path: string): Wanted {
  return { path, address: addressOf(files, path), entry: entryOf(files, path) };
}

function entryOf(files: Files, path: string): FileEntry {
  const entry = files[path];
  if (!entry) throw new DownloadError(`Could not load ${path}: it is not in the manifest`);
  return entry;
}

function addressOf(files: Files, path: string): string {
  return hashedAddress(path, entryOf(files, path).sha256, BASE).href;
}
