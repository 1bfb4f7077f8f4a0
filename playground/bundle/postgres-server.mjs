// A PostgreSQL server for the proofs under CPython: PGlite in a thread that can be ended, and a second one ready.
// Usage: node postgres-server.mjs   prints {"port": …} once it listens, and ends with its standard input.
// A connection that begins with RENEW and a line end gets "OK" and a line end when another PGlite, new and empty, is in
// place of the one that was there: with it go its settings, its roles, and a query that never ends.
import { createConnection, createServer } from "node:net";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const HOST = "127.0.0.1";
const RENEW = Buffer.from("RENEW\n");

if (isMainThread) await supervise();
else await serve();

/** In a thread: serves one PGlite on a port of its own; the first makes the files from which the others start. */
async function serve() {
  const { PGlite } = await import("@electric-sql/pglite");
  const { makeCluster } = await import("./cluster.mjs");
  const { PGLiteSocketServer } = await import("@electric-sql/pglite-socket");
  const cluster = workerData && new Blob([workerData], { type: "application/x-tar" });
  const db = cluster ? await PGlite.create({ loadDataDir: cluster }) : await makeCluster();
  const dump = cluster ? undefined : new Uint8Array(await (await db.dumpDataDir("none")).arrayBuffer());
  const server = new PGLiteSocketServer({ db, port: 0, host: HOST, maxConnections: 10 });
  server.addEventListener("listening", ({ detail }) => parentPort.postMessage({ port: detail.port, dump }));
  await server.start();
}

/** Never waits for a database itself, so it always hears that its parent has gone. */
async function supervise() {
  process.stdin.resume();
  for (const end of ["end", "close", "error"]) process.stdin.on(end, () => process.kill(process.pid, "SIGKILL"));
  let cluster;
  const start = () => {
    const thread = new Worker(new URL(import.meta.url), { workerData: cluster, stdout: false });
    const ready = new Promise((resolve, reject) => {
      thread.once("message", resolve);
      thread.once("error", reject);
    });
    ready.catch(() => undefined);
    return { thread, ready, sockets: new Set() };
  };
  let current = start();
  cluster = (await current.ready).dump;
  let spare = start();

  const renew = async () => {
    const old = current;
    current = spare;
    spare = start();
    for (const socket of old.sockets) socket.destroy();
    void old.thread.terminate();
    await current.ready;
  };

  const connect = async (socket, first) => {
    const server = current;
    const { port } = await server.ready;
    const inner = createConnection(port, HOST);
    for (const end of [socket, inner]) {
      server.sockets.add(end);
      end.on("error", () => undefined);
      end.on("close", () => {
        server.sockets.delete(end);
        socket.destroy();
        inner.destroy();
      });
    }
    inner.write(first);
    socket.pipe(inner).pipe(socket);
  };

  const door = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (first) => {
      socket.pause();
      const done = first.equals(RENEW) ? renew().then(() => socket.end("OK\n")) : connect(socket, first);
      done.catch(() => socket.destroy());
    });
  });
  door.listen(0, HOST, () => console.log(JSON.stringify({ port: door.address().port })));
}
