// Compiles Python archives to bytecode inside Pyodide: no other interpreter has its magic number.
// Usage: node compile.mjs '{"host": "<site-packages with pyodide-build>", "sources": ["…whl", "…zip"], "target": "<folder>"}'
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const { host, sources, target } = JSON.parse(process.argv[2]);

mkdirSync(target, { recursive: true });
// Which columns of a line failed is shown under the line itself, and the sources of libraries are not sent.
const pyodide = await loadPyodide({ enableRunUntilComplete: false, env: { PYTHONNODEBUGRANGES: "1" } });
for (const folder of new Set([host, target, ...sources.map(dirname)])) {
  pyodide.FS.mkdirTree(folder);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, folder);
}
pyodide.runPython("import sys; sys.path.append(host)", { globals: pyodide.toPy({ host }) });
const here = dirname(fileURLToPath(import.meta.url));
pyodide.runPython(readFileSync(`${here}/compile.py`, "utf8"));
try {
  pyodide.globals.get("compile_archives")(pyodide.toPy(sources), target);
} catch (error) {
  // Node.js would show the line of Pyodide that threw it, which is its whole script.
  console.error(error.message);
  process.exit(1);
}
