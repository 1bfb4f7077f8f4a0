// Finds broken rules under Node.js by the code of the page's worker: the files named on the command line.
// Built by `node build.mjs --node --out DIR`.
// Usage: node which.mjs <playground folder> <detectors.json> FILE…
// Prints one line of JSON for each file: {"findings": [{"line", "lastLine", "rule", "tool", "code"}], "unread"}.
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { startEngines } from "../src/which/engines.ts";
import type { Detectors } from "../src/which/messages.ts";

const [playground = "", list = "", ...files] = process.argv.slice(2);

function module(name: string): string {
  return path.join(playground, "node_modules", name);
}

function bytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(module(name)));
}

const find = await startEngines(
  {
    ruff: bytes("@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm"),
    astGrep: bytes("@ast-grep/wasm/wasm_bg.wasm"),
    treeSitter: bytes("web-tree-sitter/web-tree-sitter.wasm"),
    grammar: module("tree-sitter-python/tree-sitter-python.wasm"),
  },
  JSON.parse(readFileSync(list, "utf8")) as Detectors,
);
for (const file of files) console.log(JSON.stringify(find(readFileSync(file, "utf8"))));
