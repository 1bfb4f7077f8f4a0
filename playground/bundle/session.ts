// Starts the bundle's Python under Node.js by the code of the page's worker, and does the jobs that it is given.
// Built by `node build.mjs --node --out DIR`.
// Usage: node session.mjs TASK.json, a file with {"bundle": "<folder>", "requires": ["…"], "jobs": [{"run": "<source>"}, …]};
// a job may be {"prove": "<proof>", "source": "…"} as well. With {"marked": {"<path in the bundle>": "<file>"}} those files are
// taken in the place of the bundle's, and a last line says which of their functions were called: {"called": {"<path>": [0, …]}}.
// Prints one line of JSON for each job: {"traceback"} or {"report", "told"}, and what it wrote: {"stdout", "stderr"}; {"lacking"}
// says whether it imported what the plan does not have.
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { planFor, type Manifest } from "../src/data/needs.ts";
import type { Content, Plan, Side } from "../src/protocol/protocol.ts";
import { boot, type Session } from "../src/worker/boot.ts";
import { Inbox } from "../src/worker/inbox.ts";
import { Calls } from "./calls.ts";

interface Task {
  readonly bundle: string;
  readonly requires: readonly string[];
  readonly jobs: readonly Job[];
  readonly marked?: Readonly<Record<string, string>>;
}

interface Job {
  readonly run?: string;
  readonly prove?: string;
  readonly source?: string;
  readonly filename?: string;
  readonly side?: Side;
}

/** Makes this look like a module worker: Pyodide and PGlite would read files by themselves where they see Node.js. */
function looksLikeWorker(): void {
  const address = new URL("https://playbook.invalid/");
  Object.assign(globalThis, { self: globalThis, WorkerGlobalScope: Object, location: address, process: undefined });
}

/** Hands over all files of the plan, as the page does. */
function filled({ bundle, marked = {} }: Task, plan: Plan, calls: Calls): Inbox {
  // Node.js imports no blobs.
  const inbox = new Inbox((_, name) => import(pathToFileURL(path.join(bundle, name)).href) as Promise<Module>);
  for (const name of plan.paths) {
    const instead = marked[name];
    const file = instead === undefined ? content(bundle, name) : calls.compile(name, read(instead));
    void file.then((found) => inbox.put(name, found));
  }
  return inbox;
}

type Module = Record<string, unknown>;

async function content(bundle: string, name: string): Promise<Content> {
  const bytes = read(path.join(bundle, name));
  return name.endsWith(".wasm") ? WebAssembly.compile(bytes) : bytes.buffer;
}

function read(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(file));
}

function proven(session: Session, { prove = "", source = "", filename, side }: Job & { filename: string }): object {
  const told: [number, string][] = [];
  const observed = session.observe(session.prompts(prove), source, filename, (...got) => told.push(got));
  return { report: JSON.parse(session.judge(prove, observed, side ?? "good")) as unknown, told };
}

async function main(task: Task): Promise<void> {
  const { bundle, requires, jobs, marked } = task;
  const calls = new Calls();
  if (marked) calls.watch();
  const manifest = JSON.parse(readFileSync(path.join(bundle, "manifest.json"), "utf8")) as Manifest;
  const plan = planFor(manifest, requires);
  const written = { stdout: "", stderr: "" };
  const decoder = new TextDecoder();
  let lacking = false;
  const { session, whole } = await boot(
    plan,
    filled(task, plan, calls),
    { type: "origin", from: "scratch", wanted: false },
    Promise.resolve(undefined),
    {
      write: (stream, bytes) => void (written[stream] += decoder.decode(bytes)),
      lacking: () => (lacking = true),
      snapshot: () => undefined,
    },
  );
  const around = await whole;
  for (const [place, job] of jobs.entries()) {
    if (place > 0) await around.refresh();
    Object.assign(written, { stdout: "", stderr: "" });
    const filename = job.filename ?? "example.py";
    const done =
      job.run === undefined ? proven(session, { ...job, filename }) : { traceback: session.run(job.run, filename) };
    console.log(JSON.stringify({ ...done, ...written, lacking }));
    lacking = false;
  }
  if (marked) console.log(JSON.stringify({ called: calls.called() }));
}

const [file = ""] = process.argv.slice(2);
const task = JSON.parse(readFileSync(file, "utf8")) as Task;
looksLikeWorker();
try {
  await main(task);
} catch (error) {
  // Node.js would show the line of Pyodide that threw it, which is its whole script.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// Pyodide's message channels would keep it alive, as they may in a worker, which is ended.
process.exit();
