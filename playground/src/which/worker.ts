/** Searches what it is given, in a thread of its own; the programs are fetched at the first question. */
import astGrepFile from "@ast-grep/wasm/wasm_bg.wasm";
import ruffFile from "@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm";
import grammarFile from "tree-sitter-python/tree-sitter-python.wasm";
import treeSitterFile from "web-tree-sitter/web-tree-sitter.wasm";
import { fetchJson } from "../data/rules.ts";
import { isPage, noAnswer, PAGE_INSTEAD } from "../base/network.ts";
import { SITE } from "../site.ts";
import { startEngines, type Find } from "./engines.ts";
import type { Answer, Ask, Detectors } from "./messages.ts";

let finding: Promise<Find> | undefined;

self.addEventListener("message", (event: MessageEvent<Ask>) => void answer(event.data));

async function answer({ sources }: Ask): Promise<void> {
  try {
    finding ??= start();
    const find = await finding;
    say({ type: "found", found: sources.map(find) });
  } catch (error) {
    finding = undefined;
    say({ type: "failed", reason: (error as Error).message });
  }
}

function say(message: Answer): void {
  self.postMessage(message);
}

async function start(): Promise<Find> {
  const [ruff, astGrep, treeSitter, detectors] = await Promise.all([
    bytes(ruffFile),
    bytes(astGrepFile),
    bytes(treeSitterFile),
    fetchJson<Detectors>(new URL("detectors.json", SITE)),
  ]);
  const grammar = new URL(grammarFile, import.meta.url).href;
  return startEngines({ ruff, astGrep, treeSitter, grammar }, detectors);
}

async function bytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const address = new URL(file, import.meta.url);
  const failed = (why: string): Error => new Error(`Could not load ${address.pathname.split("/").pop()}: ${why}.`);
  const response = await fetch(address).catch(() => {
    throw failed(noAnswer());
  });
  if (!response.ok) throw failed(`the server answered ${response.status}`);
  if (isPage(response)) throw failed(PAGE_INSTEAD);
  return new Uint8Array(await response.arrayBuffer());
}
