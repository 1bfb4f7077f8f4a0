// Starts the bundle's Python under Node.js as the page's worker starts it, and does the jobs that it is given.
// Usage: node session.mjs '{"bundle": "<folder>", "requires": ["…"], "jobs": [{"run": "<source>"}, {"prove": "<proof>", "source": "…"}]}'
// Prints one line of JSON for each job: {"traceback"} or {"report", "told"}, and what it wrote: {"stdout", "stderr"}.
import { readFileSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { loadPyodide } from "pyodide";

const { bundle, requires, jobs } = JSON.parse(process.argv[2]);
const read = (name) => readFileSync(path.join(bundle, name));
const manifest = JSON.parse(read("manifest.json"));

// The bundle's own pglite.mjs is for browsers: there is nothing of Node.js in it.
async function startPostgres() {
  return PGlite.create({
    pgliteWasmModule: await WebAssembly.compile(read("pglite/pglite.wasm")),
    initdbWasmModule: new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)),
    fsBundle: new Blob([read("pglite/pglite.data")]),
    loadDataDir: new Blob([read("pglite/cluster.tar.gz")], { type: "application/x-gzip" }),
  });
}

/** What the worker does between two programs: nothing that the one did to the database reaches the other. */
async function refresh() {
  if (!database || session.tidy()) return;
  database = await startPostgres();
  session.wake(JSON.stringify(requires));
}

function placeLibrary(pyodide, name) {
  const target = `${pyodide._api.sitepackages}/${manifest.libraries[name]}`;
  pyodide.FS.mkdirTree(path.dirname(target));
  pyodide.FS.writeFile(target, read(name));
}

function openSession(pyodide) {
  const place = (name) => {
    const target = `/playbook/${name}`;
    pyodide.FS.mkdirTree(path.dirname(target));
    pyodide.FS.writeFile(target, read(name));
    return target;
  };
  pyodide.runPython(`import sys; sys.path.append("${place("python/playbook-browser.zip")}")`);
  const session = pyodide.pyimport("session");
  for (const name of requires.flatMap((one) => manifest.requires[one])) {
    if (name in manifest.libraries) placeLibrary(pyodide, name);
  }
  const names = new Set(
    requires.flatMap((name) => manifest.requires[name]).filter((name) => name in manifest.packages),
  );
  session.mount(
    JSON.stringify(Object.fromEntries([...names].map((name) => [place(name), manifest.packages[name].mount]))),
  );
  session.prepare(JSON.stringify(requires), JSON.stringify(requires.flatMap((name) => manifest.preload[name] ?? [])));
  session.wake(JSON.stringify(requires));
  return session;
}

function collect(pyodide, written) {
  const decoder = new TextDecoder();
  for (const stream of ["stdout", "stderr"]) {
    const write = (bytes) => ((written[stream] += decoder.decode(bytes)), bytes.length);
    pyodide[stream === "stdout" ? "setStdout" : "setStderr"]({ write });
  }
}

function proven(proof, source, filename, side, tell) {
  const observed = session.observe(session.prompts(proof), source, filename, tell);
  return JSON.parse(session.judge(proof, observed, side));
}

const began = performance.now();
const pyodide = await loadPyodide({ enableRunUntilComplete: false, env: { HOME: "/home/reader", PYTHONUTF8: "1" } });
const written = { stdout: "", stderr: "" };
collect(pyodide, written);
pyodide.setStdin({ stdin: () => null });
let database = requires.includes("postgres") ? await startPostgres() : undefined;
pyodide.registerJsModule("playbook_pglite", { exchange: (message) => database.execProtocolRawSync(message) });
const loaded = performance.now();
const session = openSession(pyodide);
console.error(`started in ${Math.round(loaded - began)} ms, prepared in ${Math.round(performance.now() - loaded)} ms`);

for (const [place, { run, prove, source, filename = "example.py", side = "good" }] of jobs.entries()) {
  if (place > 0) await refresh();
  Object.assign(written, { stdout: "", stderr: "" });
  const told = [];
  const began = performance.now();
  const done =
    run === undefined
      ? { report: proven(prove, source, filename, side, (...got) => told.push(got)), told }
      : { traceback: session.run(run, filename) };
  console.log(JSON.stringify({ ...done, ...written, seconds: (performance.now() - began) / 1000 }));
}
