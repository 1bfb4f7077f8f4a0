/** What the browser can load, as `manifest.json` lists it. */
import { fetchJson } from "./rules.ts";
import type { Manifest } from "./needs.ts";
import { BASE } from "../site.ts";

let manifest: Promise<Manifest> | undefined;

/** Returns the manifest, asked for once. Raises Error when it cannot be had; a later call tries again. */
export function fetchManifest(): Promise<Manifest> {
  if (manifest) return manifest;
  manifest = fetchJson<Manifest>(new URL("manifest.json", BASE), "no-cache");
  manifest.catch(() => (manifest = undefined));
  return manifest;
}
