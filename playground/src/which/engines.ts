/** Ruff and ast-grep, as WebAssembly: they find what `playbook scan` finds with them. */
import * as astGrep from "@ast-grep/wasm/wasm_bg.js";
import initRuff, { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-web";
import { Parser } from "web-tree-sitter";
import { forAscii, isAscii } from "./ascii.ts";
import type { Detectors, Finding, Found } from "./messages.ts";

type Binary = Uint8Array<ArrayBuffer>;

/** The programs; tree-sitter loads its grammar itself, from an address (in Node.js: a path). */
export interface Programs {
  readonly ruff: Binary;
  readonly astGrep: Binary;
  readonly treeSitter: Binary;
  readonly grammar: string;
}

export type Find = (source: string) => Found;

/** Returns what finds broken rules in a source. Raises Error when a program cannot be started. */
export async function startEngines(programs: Programs, detectors: Detectors): Promise<Find> {
  await initRuff({ module_or_path: programs.ruff });
  const { instance } = await WebAssembly.instantiate(programs.astGrep, { "./wasm_bg.js": astGrep });
  astGrep.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  // The first start is the one that counts: ast-grep's own would look for the file beside the script.
  await Parser.init({ wasmBinary: programs.treeSitter });
  await astGrep.initializeTreeSitter();
  await astGrep.registerDynamicLanguage({ python: { libraryPath: programs.grammar, expandoChar: "µ" } });
  const ruff = ruffFor(detectors);
  const whole = detectors.ast_grep;
  const ascii = forAscii(whole);
  return (source) => {
    const { findings, unread } = ruff(source);
    return { findings: once([...findings, ...structures(source, isAscii(source) ? ascii : whole)]), unread };
  };
}

function ruffFor({ ruff }: Detectors): Find {
  const options = { "target-version": "py312", lint: { select: Object.keys(ruff) } };
  const workspace = new Workspace(options, PositionEncoding.Utf16);
  return (source) => {
    const findings: Finding[] = [];
    let unread: Found["unread"];
    for (const { code, message, start_location: start, end_location: end } of workspace.check(source)) {
      const rule = ruff[code ?? ""]?.[0];
      if (rule) findings.push({ line: start.row, lastLine: end.row, rule, tool: "Ruff", code: code ?? "" });
      else unread ??= { line: start.row, reason: message };
    }
    return { findings, unread };
  };
}

function structures(source: string, rules: Detectors["ast_grep"]): Finding[] {
  const root = astGrep.parse("python", source).root();
  return rules.flatMap(({ id, rules: [rule = ""], config }) =>
    root.findAll(config).map((node) => {
      const { start, end } = node.range();
      return { line: start.line + 1, lastLine: end.line + 1, rule, tool: "ast-grep", code: id };
    }),
  );
}

/** Returns the findings by line, each rule once at a line, whatever the number of codes that see it. */
function once(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const one of findings) {
    const key = `${one.line} ${one.rule}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()].sort((a, b) => a.line - b.line || (a.rule < b.rule ? -1 : 1));
}
