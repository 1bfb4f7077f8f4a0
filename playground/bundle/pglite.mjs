// Gathers PGlite for the browser: one ES module, its WebAssembly, its files, and a database cluster that is ready made.
// Usage: node pglite.mjs <folder>
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";
import { PGlite } from "@electric-sql/pglite";

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
for (const name of ["pglite.wasm", "pglite.data"]) copyFileSync(path.join(dist, name), path.join(out, name));

// Starting from this dump spares the reader initdb, which takes seconds.
const database = await PGlite.create();
const dump = await database.dumpDataDir("none");
writeFileSync(path.join(out, "cluster.tar"), new Uint8Array(await dump.arrayBuffer()));
await database.close();
