/** Has the service worker keep the files of a part of the site, once the reader has used it. */
import { savesData } from "../base/save-data.ts";
import type { ToKeeper } from "./messages.ts";
import type { Part } from "./addresses.ts";

/** So long the reader may go on, with the connection to themselves. */
const PAUSE_MS = 10_000;

let registration: ServiceWorkerRegistration | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let listening = false;
const wanted = new Map<Part, Set<string>>();

/**
 * Asks the service worker, if there is one, to keep what was used of this part of the site, with these requirements:
 * after a pause, or on leaving.
 */
export function keepOffline(part: Part, requires: readonly string[] = []): void {
  if (savesData() || !("serviceWorker" in navigator)) return;
  wanted.set(part, new Set([...(wanted.get(part) ?? []), ...requires]));
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE_MS);
  if (listening) return;
  listening = true;
  // A page that is left has no time to wait for an answer, so the registration is had beforehand.
  void navigator.serviceWorker.ready.then((ready) => (registration = ready));
  addEventListener("pagehide", () => timer !== undefined && ask());
}

function ask(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const [part, requires] of wanted)
    registration?.active?.postMessage({ type: "keep", part, requires: [...requires] } satisfies ToKeeper);
  wanted.clear();
}
