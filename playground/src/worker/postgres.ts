/** Starts PostgreSQL (PGlite) inside the worker, beside Python. */
import type { PGlite } from "@electric-sql/pglite";
import type { Inbox } from "./inbox.ts";

/** One round of the wire protocol: a message to the server, its answer back. */
export type Exchange = (message: Uint8Array) => Uint8Array;

const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** PGlite reads blobs, as a whole; WebKit lets nobody read those of the browser where the origin is opaque. */
class ReadableBlob extends Blob {
  readonly #bytes: ArrayBuffer;

  constructor(bytes: ArrayBuffer, type = "") {
    super([], { type });
    this.#bytes = bytes;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes);
  }
}

/** Returns the way to talk to a database server that was made ready when the site was built. */
export async function startPostgres(inbox: Inbox): Promise<Exchange> {
  const [script, pgliteWasmModule, files, cluster] = await Promise.all([
    inbox.script("pglite/pglite.mjs"),
    inbox.module("pglite/pglite.wasm"),
    inbox.bytes("pglite/pglite.data"),
    inbox.bytes("pglite/cluster.tar.gz"),
  ]);
  const { PGlite: Database } = script as { PGlite: typeof PGlite };
  const database = await Database.create({
    pgliteWasmModule,
    // Never run, since the cluster is there already; without it PGlite would ask the network.
    initdbWasmModule: new WebAssembly.Module(EMPTY_MODULE),
    fsBundle: new ReadableBlob(files),
    loadDataDir: new ReadableBlob(cluster, "application/x-gzip"),
  });
  return (message) => database.execProtocolRawSync(message);
}
