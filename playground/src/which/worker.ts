/** Searches what it is given, in a thread of its own; the programs are fetched at the first question. */
import astGrepFile from "@ast-grep/wasm/wasm_bg.wasm";
import ruffFile from "@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm";
import grammarFile from "tree-sitter-python/tree-sitter-python.wasm";
import treeSitterFile from "web-tree-sitter/web-tree-sitter.wasm";
import { fetchAs, fetchJson } from "../data/rules.ts";
import { SITE } from "../site.ts";
import { startEngines, type Find } from "./engines.ts";
import type { Answer, Ask, Detectors, Failed, Search, Searching } from "./messages.ts";

interface Ready {
  readonly find: Find;
  readonly rules: Detectors["rules"];
}

let starting: Promise<Ready> | undefined;

self.addEventListener("message", (event: MessageEvent<Ask>) => void answer(event.data));

async function answer({ turn, sources }: Ask): Promise<void> {
  const say = (message: Search | Searching | Failed): void => self.postMessage({ ...message, turn } satisfies Answer);
  try {
    starting ??= start();
    const { find, rules } = await starting;
    const found = sources.map((source, done) => {
      say({ type: "searching", done });
      return find(source);
    });
    say({ type: "found", found, rules });
  } catch (error) {
    starting = undefined;
    say({ type: "failed", reason: (error as Error).message });
  }
}

async function start(): Promise<Ready> {
  const [ruff, astGrep, treeSitter, detectors] = await Promise.all([
    bytes(ruffFile),
    bytes(astGrepFile),
    bytes(treeSitterFile),
    fetchJson<Detectors>(new URL("detectors.json", SITE)),
  ]);
  const grammar = new URL(grammarFile, import.meta.url).href;
  const find = await startEngines({ ruff, astGrep, treeSitter, grammar }, detectors);
  return { find, rules: detectors.rules };
}

async function bytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return fetchAs(new URL(file, import.meta.url), async (response) => new Uint8Array(await response.arrayBuffer()));
}
