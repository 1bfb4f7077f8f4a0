/** Starts Pyodide inside the worker, from the bytes that the page handed over. */
import type { PyodideAPI } from "pyodide";
import { importBytes, serveFiles } from "./offline.ts";
import { startPostgres } from "./postgres.ts";
import type { BootRequest, Stream } from "./protocol.ts";

/** The functions of the Python module `session`; they take and give text only, so no proxy is left behind. */
export interface Session {
  mount(mounts: string): void;
  prepare(requires: string, preload: string): void;
  run(source: string, filename: string): string;
  prove(proof: string, source: string, filename: string, emit: (result: string) => void): string;
}

type Write = (stream: Stream, bytes: Uint8Array) => void;

const OWN_CODE = "python/playbook-browser.zip";
const INDEX = "https://playbook.invalid/pyodide/";

/** Returns Python, ready to run programs; `write` takes what they write. Raises Error when it cannot start. */
export async function boot(request: BootRequest, write: Write): Promise<Session> {
  serveFiles(INDEX, "pyodide/", request);
  const wantsPostgres = request.requires.includes("postgres");
  const [pyodide, exchange] = await Promise.all([
    startPython(request),
    wantsPostgres ? startPostgres(request) : undefined,
  ]);
  pyodide.setStdin({ stdin: () => null });
  pyodide.setStdout({ write: (bytes) => (write("stdout", bytes), bytes.length) });
  pyodide.setStderr({ write: (bytes) => (write("stderr", bytes), bytes.length) });
  if (exchange) pyodide.registerJsModule("playbook_pglite", { exchange });
  return openSession(pyodide, request);
}

async function startPython({ files }: BootRequest): Promise<PyodideAPI> {
  const { loadPyodide } = (await importBytes(files["pyodide/pyodide.mjs"])) as typeof import("pyodide");
  const { default: createPyodideModule } = await importBytes(files["pyodide/pyodide.asm.mjs"]);
  const options = {
    indexURL: INDEX,
    createPyodideModule,
    lockFileContents: new TextDecoder().decode(files["pyodide/pyodide-lock.json"]),
    // Our own event loop blocks instead.
    enableRunUntilComplete: false,
    env: { HOME: "/home/reader", PYTHONUTF8: "1" },
  };
  return loadPyodide(options as unknown as Parameters<typeof loadPyodide>[0]);
}

function openSession(pyodide: PyodideAPI, { files, packages, requires, preload }: BootRequest): Session {
  const place = (name: string): string => {
    const path = `/playbook/${name}`;
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    pyodide.FS.writeFile(path, new Uint8Array(files[name] ?? missing(name)), { canOwn: true });
    return path;
  };
  pyodide.runPython(`import sys; sys.path.append(${JSON.stringify(place(OWN_CODE))})`);
  const session = pyodide.pyimport("session") as Session;
  const mounts = Object.entries(packages).map(([name, { mount }]) => [place(name), mount]);
  session.mount(JSON.stringify(Object.fromEntries(mounts)));
  session.prepare(JSON.stringify(requires), JSON.stringify(preload));
  return session;
}

function missing(name: string): never {
  throw new Error(`${name} was not handed over`);
}
