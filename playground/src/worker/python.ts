/** Starts Pyodide in the ordinary way or from a snapshot. What is private to it or to Emscripten is used here only. */
import type { PyodideAPI } from "pyodide";
import { deferred } from "../base/deferred.ts";
import type { Inbox } from "./inbox.ts";
import { serveFiles } from "./no-network.ts";

type Pyodide = typeof import("pyodide");
type Options = NonNullable<Parameters<Pyodide["loadPyodide"]>[0]>;

/** The parts of Emscripten's module that are used before Pyodide is there. */
interface Module {
  readonly FS: PyodideAPI["FS"];
  readonly HEAP8: Int8Array;
  readonly API: {
    readonly abiVersion: string;
    readonly sitePackages: string;
    restoreSnapshot(snapshot: Uint8Array): unknown;
  };
  readonly preloadedWasm: Record<string, unknown>;
  growMemory(size: number): unknown;
  loadDynamicLibrary(path: string, flags: object, scope: object): unknown;
  loadWebAssemblyModule(module: WebAssembly.Module, flags: object, path: string, scope: object): unknown;
}

/** A compiled extension, and its place below `site-packages`. */
type Library = readonly [place: string, module: WebAssembly.Module];
type Create = (settings: { preRun: ((module: Module) => void)[] }) => Promise<Module>;

/** How the memory comes to be what it is: options for Pyodide, and what is done before Python wakes up. */
interface Start {
  readonly options: object;
  prepare?(module: Module): Promise<void>;
}

/** Pyodide only wants to see that there is a snapshot. */
const STAND_IN_BYTES = 16;
const SCRIPTS = ["pyodide/pyodide.mjs", "pyodide/pyodide.asm.mjs"] as const;
const INDEX = "https://playbook.invalid/pyodide/";
const FLAGS = { global: false, nodelete: true, allowUndefined: true, loadAsync: false };

/** Begins to read Pyodide's scripts, before it is known how it will start. */
export function fetchScripts(inbox: Inbox): void {
  for (const path of SCRIPTS) inbox.script(path).catch(() => undefined);
}

/** Returns Pyodide with these compiled extensions, which are named by their places below `site-packages`. */
export async function startPython(
  inbox: Inbox,
  libraries: Readonly<Record<string, string>>,
  start: Start,
): Promise<PyodideAPI> {
  const loaded: Library[] = [];
  const loading = Object.entries(libraries).map(async ([file, place]) =>
    loaded.push([place, await inbox.module(file)]),
  );
  // Pyodide starts without them, and then waits for its own files until they are here.
  serveFiles(INDEX, "pyodide/", inbox, Promise.all(loading));
  const [runtime, module] = await Promise.all([inbox.script(SCRIPTS[0]), inbox.script(SCRIPTS[1])]);
  const created = deferred<Module>();
  const options = {
    indexURL: INDEX,
    createPyodideModule: withLibraries(module["default"] as Create, loaded, async (made) => {
      created.resolve(made);
      await start.prepare?.(made);
    }),
    lockFileContents: created.promise.then(emptyLock),
    // Our own event loop blocks instead.
    enableRunUntilComplete: false,
    env: { HOME: "/home/reader", PYTHONUTF8: "1" },
    ...start.options,
  };
  return (runtime as unknown as Pyodide).loadPyodide(options as unknown as Options);
}

/** Returns what Pyodide looks packages up in: no other than ours can be had. */
function emptyLock({ API }: Module): object {
  return { info: { abi_version: API.abiVersion }, packages: {} };
}

/** Starts in the ordinary way; `wanted` says whether a snapshot can be taken later. */
export function fromScratch(wanted: boolean): Start {
  return { options: { _makeSnapshot: wanted } };
}

/** Starts from a snapshot that may come late: until then all goes on without it, and `place` writes the files. */
export function fromSnapshot(
  loan: Promise<ArrayBuffer | undefined>,
  place: (fs: PyodideAPI["FS"]) => Promise<unknown>,
): Start {
  const prepare = async (module: Module): Promise<void> => {
    await place(module.FS);
    const snapshot = await loan;
    if (!snapshot) throw new Error("the stored snapshot is damaged");
    if (snapshot.byteLength > module.HEAP8.length) module.growMemory(snapshot.byteLength);
    const { API } = module;
    const original = API.restoreSnapshot.bind(API);
    API.restoreSnapshot = () => original(new Uint8Array(snapshot));
  };
  return { options: { _loadSnapshot: new Uint8Array(STAND_IN_BYTES), _snapshotDeserializer: () => null }, prepare };
}

/** Returns the memory of an interpreter that has not run any program. Raises Error when it cannot be had. */
export function takeSnapshot(pyodide: PyodideAPI): ArrayBuffer {
  const { buffer } = (pyodide as unknown as { makeMemorySnapshot(): Uint8Array<ArrayBuffer> }).makeMemorySnapshot();
  // Until now every use of a global of JavaScript was written down; in a restored interpreter they are themselves.
  pyodide.registerJsModule("js", globalThis);
  pyodide.runPython("import sys; sys.modules.pop('js', None)");
  return buffer;
}

/** Loads the extensions before Python starts, so that they lie at the same addresses in each interpreter of a plan. */
function withLibraries(create: Create, libraries: readonly Library[], prepare: (module: Module) => Promise<void>) {
  return async (settings: Parameters<Create>[0]): Promise<Module> => {
    settings.preRun.push((module) => {
      for (const [place, library] of libraries) loadLibrary(module, `${module.API.sitePackages}/${place}`, library);
    });
    const module = await create(settings);
    await prepare(module);
    return module;
  };
}

function loadLibrary(module: Module, path: string, library: WebAssembly.Module): void {
  module.preloadedWasm[path] = module.loadWebAssemblyModule(library, FLAGS, path, {});
  module.loadDynamicLibrary(path, FLAGS, {});
  // Python's import looks for a file of this name, and then asks for what is loaded already.
  module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  module.FS.writeFile(path, "");
}
