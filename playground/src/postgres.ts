/** Starts PostgreSQL (PGlite) inside the worker, beside Python. */
import type { PGlite } from "@electric-sql/pglite";
import type { Inbox } from "./inbox.ts";

/** One round of the wire protocol: a message to the server, its answer back. */
export type Exchange = (message: Uint8Array) => Uint8Array;

const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Returns the way to talk to a database server that was made ready when the site was built. */
export async function startPostgres(inbox: Inbox): Promise<Exchange> {
  const [script, pgliteWasmModule, fsBundle, loadDataDir] = await Promise.all([
    inbox.script("pglite/pglite.mjs"),
    inbox.module("pglite/pglite.wasm"),
    inbox.blob("pglite/pglite.data"),
    inbox.blob("pglite/cluster.tar.gz"),
  ]);
  const { PGlite: Database } = script as { PGlite: typeof PGlite };
  const database = await Database.create({
    pgliteWasmModule,
    // Never run, since the cluster is there already; without it PGlite would ask the network.
    initdbWasmModule: new WebAssembly.Module(EMPTY_MODULE),
    fsBundle,
    loadDataDir,
  });
  return (message) => database.execProtocolRawSync(message);
}
