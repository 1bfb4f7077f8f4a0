/** Starts PostgreSQL (PGlite) inside the worker, beside Python. */
import type { PGlite } from "@electric-sql/pglite";
import { importBytes } from "./offline.ts";
import type { BootRequest } from "./protocol.ts";

/** One round of the wire protocol: a message to the server, its answer back. */
export type Exchange = (message: Uint8Array) => Uint8Array;

const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Returns the way to talk to a database server that was made ready when the site was built. */
export async function startPostgres({ files, modules }: BootRequest): Promise<Exchange> {
  const { PGlite: Database } = (await importBytes(files["pglite/pglite.mjs"])) as { PGlite: typeof PGlite };
  const wasm = modules["pglite/pglite.wasm"];
  if (!wasm) throw new Error("pglite/pglite.wasm was not handed over");
  const database = await Database.create({
    pgliteWasmModule: wasm,
    // Never run, since the cluster is there already; without it PGlite would ask the network.
    initdbWasmModule: new WebAssembly.Module(EMPTY_MODULE),
    fsBundle: blob(files["pglite/pglite.data"]),
    loadDataDir: blob(files["pglite/cluster.tar.gz"], "application/x-gzip"),
  });
  return (message) => database.execProtocolRawSync(message);
}

function blob(bytes: ArrayBuffer | undefined, type = ""): Blob {
  if (!bytes) throw new Error("a file of PostgreSQL was not handed over");
  return new Blob([bytes], { type });
}
