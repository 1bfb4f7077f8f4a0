/** What is kept for use without a connection: how much it is, all of it for who asks, and the way back. */
import { element } from "../base/dom.ts";
import { fetchManifest } from "../data/manifest.ts";
import { bytesFor, type Manifest } from "../data/needs.ts";
import type { FromKeeper, ToKeeper } from "../offline/messages.ts";
import { hashedAddress, keptAddresses } from "../offline/addresses.ts";
import { BASE, SITE } from "../site.ts";
import { megabytes } from "../wording.ts";

/** Snapshots of every version of the site; the next run makes one anew. */
const SNAPSHOTS = "playbook-snapshots ";

const NOT_HERE = "This browser, or this address, keeps nothing for a time without a connection.";

/** What of the playground's Python is kept, and what is not. */
interface Stock {
  readonly kept: number;
  readonly files: number;
  /** So many bytes have to be sent for the rest. */
  readonly missing: number;
}

/** Builds the words and buttons inside `place`. */
export async function openKeptOffline(place: HTMLElement): Promise<void> {
  const keeper = await keeperOf();
  if (!keeper) {
    place.replaceChildren(element("p", {}, NOT_HERE));
    return;
  }
  await new KeptOffline(place, keeper, await fetchManifest()).show();
}

/** Returns the service worker, which keeps things; none where there is none. */
async function keeperOf(): Promise<ServiceWorker | undefined> {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return undefined;
  const named = document.querySelector('meta[name="playbook-offline"]');
  return named ? ((await navigator.serviceWorker.ready).active ?? undefined) : undefined;
}

class KeptOffline {
  readonly #keeper: ServiceWorker;
  readonly #manifest: Manifest;
  readonly #said = element("p", { role: "status" });
  readonly #bar = element("progress", { class: "pb-progress", "aria-label": "Kept so far", hidden: true });
  readonly #keep = element("button", { type: "button", class: "pb-button" });
  readonly #stop = element("button", { type: "button", class: "pb-button", hidden: true }, "Stop keeping");
  readonly #drop = element("button", { type: "button", class: "pb-button" }, "Keep nothing of it");

  constructor(place: HTMLElement, keeper: ServiceWorker, manifest: Manifest) {
    this.#keeper = keeper;
    this.#manifest = manifest;
    this.#keep.addEventListener("click", () => this.#begin({ type: "keep all" }));
    this.#stop.addEventListener("click", () => this.#ask({ type: "stop" }));
    this.#drop.addEventListener("click", () => void this.#clear());
    navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<FromKeeper>) => void this.#hear(data));
    navigator.serviceWorker.startMessages();
    const row = element("p", { class: "pb-controls" }, this.#keep, this.#stop, this.#drop);
    place.replaceChildren(this.#said, this.#bar, row);
  }

  /** Says how much is kept, and what the buttons would do. */
  async show(failure = ""): Promise<void> {
    const { kept, files, missing } = await stockOf(this.#manifest);
    const { usage } = (await navigator.storage?.estimate?.()) ?? {};
    const room = usage === undefined ? "" : ` All that this site keeps here takes ${megabytes(usage)}.`;
    const what = kept === 0 ? "Nothing of Python is kept yet." : `${kept} of ${files} files of Python are kept.`;
    this.#said.textContent = `${failure} ${what}${room}`.trim();
    this.#keep.textContent = `Keep everything for use without a connection (${megabytes(missing)})`;
    this.#keep.hidden = missing === 0;
    this.#drop.hidden = kept === 0;
    this.#stop.hidden = this.#bar.hidden = true;
  }

  #begin(asked: ToKeeper): void {
    this.#keep.hidden = this.#drop.hidden = true;
    this.#stop.hidden = this.#bar.hidden = false;
    this.#bar.removeAttribute("value");
    this.#said.textContent = "Keeping…";
    this.#ask(asked);
  }

  async #clear(): Promise<void> {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(SNAPSHOTS)).map((name) => caches.delete(name)));
    this.#ask({ type: "drop" });
  }

  async #hear(said: FromKeeper): Promise<void> {
    if (said.type === "end") await this.show(said.message);
    else {
      this.#bar.max = said.total || 1;
      this.#bar.value = said.loaded;
      this.#said.textContent = `Keeping: ${megabytes(said.loaded, said.total)}`;
    }
  }

  #ask(asked: ToKeeper): void {
    this.#keeper.postMessage(asked);
  }
}

async function stockOf(manifest: Manifest): Promise<Stock> {
  const present = await keptAddresses(SITE);
  const all = [...new Set(Object.values(manifest.requires).flat().concat(manifest.core))];
  const hash = (path: string): string => manifest.files[path]?.sha256 ?? "";
  const missing = all.filter((path) => !present.has(hashedAddress(path, hash(path), BASE).href));
  return { kept: all.length - missing.length, files: all.length, missing: bytesFor(manifest, missing) };
}
