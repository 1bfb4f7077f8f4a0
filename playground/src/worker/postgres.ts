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

/** A database server: how to talk to it, and how another one takes its place. */
export interface Postgres {
  readonly exchange: Exchange;
  renew(): Promise<void>;
}

/** Starts a database server, which was made ready when the site was built. */
export async function startPostgres(inbox: Inbox): Promise<Postgres> {
  let database = await start(inbox);
  return {
    exchange: (message) => database.execProtocolRawSync(message),
    renew: async () => {
      database = await start(inbox);
    },
  };
}

async function start(inbox: Inbox): Promise<PGlite> {
  const [script, pgliteWasmModule, files, cluster] = await Promise.all([
    inbox.script("pglite/pglite.mjs"),
    inbox.module("pglite/pglite.wasm"),
    inbox.bytes("pglite/pglite.data"),
    inbox.bytes("pglite/cluster.tar"),
  ]);
  const { PGlite: Database } = script as { PGlite: typeof PGlite };
  return Database.create({
    pgliteWasmModule,
    // Never run, since the cluster is there already; without it PGlite would ask the network.
    initdbWasmModule: new WebAssembly.Module(EMPTY_MODULE),
    fsBundle: new ReadableBlob(files),
    loadDataDir: new ReadableBlob(cluster, "application/x-tar"),
  });
}
