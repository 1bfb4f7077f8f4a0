/** Has the service worker keep the playground's files, once the reader has used it. */
import { savesData } from "../base/save-data.ts";

/** So long the reader may go on, with the connection to themselves. */
const PAUSE_MS = 10_000;

let registration: ServiceWorkerRegistration | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let listening = false;

/** Asks the service worker, if there is one, to keep all that Run and Prove need: after a pause, or on leaving. */
export function keepPlayground(): void {
  if (savesData() || !("serviceWorker" in navigator)) return;
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
  registration?.active?.postMessage({ type: "keep playground" });
}
