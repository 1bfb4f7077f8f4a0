// Builds the playground: `node build.mjs --out DIR`; with `--search` its search alone, with `--node` the worker's Python
// for Node.js (bundle/session.ts). `node build.mjs --tests` builds the unit tests.
import { rm } from "node:fs/promises";
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const common = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  legalComments: "none",
  logLevel: "warning",
};

/** What a library imports where it sees Node.js, and never in a browser. */
const NODE_ONLY = ["fs/promises", "module"];

/** Builds the entries; returns the name of the file that each entry became. */
async function bundle(outdir, entryPoints, options = {}) {
  return namesIn(await metafileOf(outdir, entryPoints, options));
}

/** Builds the entries; returns what esbuild says of the files. */
async function metafileOf(outdir, entryPoints, options = {}) {
  const { metafile } = await build({ ...common, entryPoints, outdir, minify: true, metafile: true, ...options });
  return metafile;
}

function namesIn(metafile) {
  const names = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint) names[path.basename(entryPoint)] = path.basename(file);
  }
  return names;
}

/** Returns the names of a file and of all that it imports. */
function withImports(metafile, name) {
  const found = new Set();
  const waiting = Object.keys(metafile.outputs).filter((file) => path.basename(file) === name);
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const imported = metafile.outputs[file].imports.filter(({ kind }) => kind === "import-statement");
    waiting.push(...imported.map((one) => one.path));
  }
  return [...found].map((file) => path.basename(file));
}

/** Builds the workers, then the app that starts it, then the loader that imports the app. */
async function site(out) {
  const hashed = { entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]" };
  const { "worker.ts": worker } = await bundle(out, ["src/worker/worker.ts"], hashed);
  const { "shelf-worker.ts": shelf } = await bundle(out, ["src/snapshots/shelf-worker.ts"], hashed);
  const { "download-worker.ts": download } = await bundle(out, ["src/download/download-worker.ts"], hashed);
  const { "app.css": styles } = await bundle(out, ["src/app.css"], hashed);
  const metafile = await metafileOf(out, ["src/app.ts"], {
    ...hashed,
    splitting: true,
    define: {
      WORKER_FILE: JSON.stringify(worker),
      SHELF_FILE: JSON.stringify(shelf),
      DOWNLOAD_FILE: JSON.stringify(download),
      STYLES_FILE: JSON.stringify(styles),
    },
  });
  const { "app.ts": app } = namesIn(metafile);
  const which = await whichPage(out, hashed);
  const { "week.ts": week } = await bundle(out, ["src/week/week.ts"], hashed);
  const { "review.ts": review } = await bundle(out, ["src/review/review.ts"], hashed);
  const named = { APP_FILE: app, WHICH_FILE: which, WEEK_FILE: week, REVIEW_FILE: review };
  const define = Object.fromEntries(Object.entries(named).map(([name, file]) => [name, JSON.stringify(file)]));
  define.FILES_AHEAD = JSON.stringify([...withImports(metafile, app), download]);
  await bundle(out, ["src/loader.ts"], { define });
  await bundle(out, [{ in: "src/playground.css", out: "loader" }]);
  await search(out);
  // The site's own build puts the name of its version in.
  await bundle(out, ["src/offline/service-worker.ts"], { format: "iife", define: { LISTING: '"__LISTING__"' } });
}

/** Builds the page that finds rules in code, and its worker with the programs; returns the page's name. */
async function whichPage(out, hashed) {
  const programs = { loader: { ".wasm": "file" }, assetNames: "which-[name]-[hash]", external: NODE_ONLY };
  const { "worker.ts": worker } = await bundle(out, [{ in: "src/which/worker.ts", out: "which-worker" }], {
    ...hashed,
    ...programs,
  });
  const define = { WHICH_WORKER_FILE: JSON.stringify(worker) };
  return (await bundle(out, ["src/which/which.ts"], { ...hashed, define }))["which.ts"];
}

/** The names of files that `site` puts in; `constants.d.ts` declares them. */
const FILES = [
  "WORKER_FILE",
  "SHELF_FILE",
  "DOWNLOAD_FILE",
  "STYLES_FILE",
  "APP_FILE",
  "WEEK_FILE",
  "WHICH_FILE",
  "REVIEW_FILE",
  "WHICH_WORKER_FILE",
];

/** Builds the search: a classic script, since the theme starts it as a classic worker. */
async function search(out) {
  await bundle(out, ["src/search/search.ts"], { format: "iife" });
}

/** What Node.js runs. The source names files that `site` puts in. */
const forNode = {
  ...common,
  platform: "node",
  // For packages that ask for parts of Node.js as CommonJS does.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  define: Object.fromEntries(FILES.map((name) => [name, JSON.stringify(`${name}.js`)])),
  target: "node20",
  outExtension: { ".js": ".mjs" },
};

/** Builds what Node.js runs of the page's workers: the bundle's Python, and the search for rules. */
async function session(out) {
  await build({ ...forNode, entryPoints: ["bundle/session.ts", "bundle/which.ts"], outdir: out });
}

/** Bundles the unit tests for Node, which cannot read TypeScript in every version that we support. */
async function tests() {
  const out = path.join(here, ".tests");
  await rm(out, { recursive: true, force: true });
  const entryPoints = readdirSync(path.join(here, "tests"), { recursive: true })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => path.join("tests", name));
  // Node's runner is content with nothing to run.
  if (entryPoints.length === 0) throw new Error("there is no tests/**/*.test.ts");
  await build({ ...forNode, entryPoints, outdir: out, outbase: "tests" });
}

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    search: { type: "boolean" },
    node: { type: "boolean" },
    tests: { type: "boolean" },
  },
});
if (values.tests) {
  await tests();
} else if (values.out) {
  const make = values.search ? search : values.node ? session : site;
  await make(path.resolve(values.out));
} else {
  console.error("usage: node build.mjs --out DIR [--search | --node] | --tests");
  process.exitCode = 2;
}
