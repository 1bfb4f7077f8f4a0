// Gathers PGlite for the browser: one ES module, its WebAssembly, its files, and a database cluster that is ready made.
// Usage: node pglite.mjs <folder>   prints {"port": …} once the database can be made ready, and stores it when its
// standard input ends.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { makeCluster } from "./cluster.mjs";

const out = path.resolve(process.argv[2]);
const dist = path.dirname(fileURLToPath(import.meta.resolve("@electric-sql/pglite")));

mkdirSync(out, { recursive: true });
await build({
  entryPoints: [path.join(dist, "index.js")],
  outfile: path.join(out, "pglite.mjs"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  external: ["node:*"], // asked for under Node.js alone; PGlite's own package.json leaves out the rest for browsers
  legalComments: "none",
  logLevel: "warning",
});
copyFileSync(path.join(dist, "pglite.wasm"), path.join(out, "pglite.wasm"));

// What initdb and builders of extensions read is asked for by nobody: zeros in its place take no room on the way.
const data = readFileSync(path.join(dist, "pglite.data"));
const written = readFileSync(path.join(out, "pglite.mjs"), "utf8");
const unused = /^\/pglite\/(share\/postgresql\/[^/]+\.(bki|sql|sample|txt)|lib\/postgresql\/pgxs\/.*)$/;
const found = [...written.matchAll(/filename:"([^"]+)",start:([\de.]+),end:([\de.]+)/g)].filter(([, name]) =>
  unused.test(name),
);
if (found.length === 0) throw new Error("pglite.mjs does not say where pglite.data has its files");
for (const [, , start, end] of found) data.fill(0, Number(start), Number(end));
writeFileSync(path.join(out, "pglite.data"), data);

// Starting from this dump spares the reader initdb, which takes seconds.
const database = await makeCluster();
const server = new PGLiteSocketServer({ db: database, port: 0, host: "127.0.0.1" });
server.addEventListener("listening", ({ detail }) => console.log(JSON.stringify({ port: detail.port })));
await server.start();
await once(process.stdin.resume(), "end");
await server.stop();
// The log of how the cluster was made is much of the dump: a new one begins, past the files that were kept for reuse.
await database.exec("SET wal_recycle = off");
const { rows: log } = await database.query("SELECT name FROM pg_ls_waldir()");
for (let left = log.length; left > 0; left--) {
  await database.exec("SELECT pg_switch_wal()");
  await database.exec("CHECKPOINT");
}
const dump = await database.dumpDataDir("none");
writeFileSync(path.join(out, "cluster.tar"), new Uint8Array(await dump.arrayBuffer()));
await database.close();
