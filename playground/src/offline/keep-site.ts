/** Registers the service worker, with which the site works without a connection after the first visit. */
import { whenIdle } from "../base/idle.ts";
import { savesData } from "../base/save-data.ts";
import { SITE } from "../site.ts";
import { whenNothingRuns } from "./rest.ts";

const PAUSE_MS = 2000;

/** Registers it once the page has nothing else to do; only a built site names it, one that is being written does not. */
export function keepSite(): void {
  const named = document.querySelector('meta[name="playbook-offline"]');
  if (!named || savesData() || !("serviceWorker" in navigator)) return;
  // It must be at the root of what it answers for.
  const script = new URL("sw.js", SITE);
  const register = (): void =>
    void navigator.serviceWorker.register(script, { updateViaCache: "none" }).catch(() => undefined);
  whenIdle(() => void whenNothingRuns().then(register), PAUSE_MS);
}
