/** Says on the buttons how much they load, where that matters and nothing is kept yet. */
import { isCostly } from "../base/connection.ts";
import { element } from "../base/dom.ts";
import { fetchManifest } from "../data/manifest.ts";
import { bytesFor, neededFiles } from "../data/needs.ts";
import { hashedAddress, keptAddresses } from "../offline/addresses.ts";
import { ruleOf } from "./section.ts";
import { BASE, SITE } from "../site.ts";

/** Writes the size beside Run and Prove of the page's examples, of which `section` is one. */
export async function sayDownload(section: HTMLElement): Promise<void> {
  if (!isCostly()) return;
  const [manifest, { requires }] = await Promise.all([fetchManifest(), ruleOf(section)]);
  const missing = await notKept(neededFiles(manifest, requires), (path) => manifest.files[path]?.sha256 ?? "");
  const size = Math.round(bytesFor(manifest, missing, true) / 1e6);
  if (size === 0) return;
  for (const row of document.querySelectorAll(".pb-pair .pb-main")) label(row, size);
}

/** The button goes on to be called Run: what it loads is its description. */
function label(row: Element, size: number): void {
  for (const button of row.querySelectorAll<HTMLElement>('[data-pb="run"], [data-pb="prove"]')) {
    button.setAttribute("aria-description", `loads up to ${size} MB the first time`);
  }
  const run = row.querySelector('[data-pb="run"]');
  run?.append(element("small", { class: "pb-size", "aria-hidden": "true" }, ` ${size} MB`));
}

/** Forgets the sizes, once Python is there. */
export function forgetDownload(): void {
  document.querySelectorAll(".pb-size").forEach((size) => size.remove());
  document.querySelectorAll("[data-pb][aria-description]").forEach((one) => one.removeAttribute("aria-description"));
}

async function notKept(paths: readonly string[], hash: (path: string) => string): Promise<string[]> {
  const kept = await keptAddresses(SITE);
  return paths.filter((path) => !kept.has(hashedAddress(path, hash(path), BASE).href));
}
