/** Registers the service worker, with which the site works without a connection after the first visit. */
import { savesData } from "./save-data.ts";

const PAUSE_MS = 2000;

/** Registers it once the page has nothing else to do; only a built site names it, one that is being written does not. */
export function keepSite(): void {
  const named = document.querySelector('meta[name="playbook-offline"]');
  if (!named || savesData() || !("serviceWorker" in navigator)) return;
  // The built files are two directories below the site's root, where the service worker must be.
  const script = new URL("../../sw.js", import.meta.url);
  const register = (): void =>
    void navigator.serviceWorker.register(script, { updateViaCache: "none" }).catch(() => undefined);
  const later = (): void =>
    void setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(register), PAUSE_MS);
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
