/** Makes the interpreter of a plan inside the worker, from what the page hands over. */
import type { PyodideAPI } from "pyodide";
import { deferred } from "../base/deferred.ts";
import type { Inbox } from "./inbox.ts";
import { startPostgres, type Postgres } from "./postgres.ts";
import type { Origin, Plan, Stream } from "../protocol/protocol.ts";
import { fromScratch, fromSnapshot, startPython, takeSnapshot } from "./python.ts";

/** The functions of the Python module `session`; they take and give text only, so no proxy is left behind. */
export interface Session {
  mount(mounts: string): void;
  prepare(requires: string, preload: string): void;
  expect(absent: string): void;
  lacked(): string;
  wake(requires: string, lacking: (name: string) => void): void;
  tidy(): boolean;
  check(): string;
  run(source: string, filename: string): string;
  prompts(proof: string): string;
  observe(prompts: string, source: string, filename: string, emit: (line: number, got: string) => void): string;
  judge(proof: string, observed: string, side: string): string;
}

/** What a boot gives: Python, and the way to make ready again what stands outside it, after a program. */
export interface Booted {
  session: Session;
  readonly refresh: () => Promise<void>;
}

/** Who takes what comes out of a boot. */
export interface Taker {
  write(stream: Stream, bytes: Uint8Array): void;
  /** The program imports a module that is not here yet. */
  lacking(): void;
  /** The snapshot that the interpreter was made from, or that was taken of it. */
  snapshot(bytes: ArrayBuffer): void;
}

/** A snapshot that does not give a sound interpreter. */
export class UnfitError extends Error {}

/** To get ready takes a module that is not here yet. */
export class LackingError extends Error {}

const OWN_CODE = "python/playbook-browser.zip";
const SOUND = "sound\n";

/**
 * Returns Python, ready to run programs.
 * Raises UnfitError for a bad snapshot, LackingError if the plan lacks files, Error when it cannot start at all.
 */
export async function boot(
  plan: Plan,
  inbox: Inbox,
  { from, wanted }: Origin,
  loan: Promise<ArrayBuffer | undefined>,
  taker: Taker,
): Promise<Booted> {
  inbox.join(plan.tails);
  // Both at once: the one waits for its files while the other computes.
  const server = plan.requires.includes("postgres") ? startPostgres(inbox) : undefined;
  server?.catch(() => undefined);
  const pyodide =
    from === "snapshot"
      ? await restore(plan, inbox, loan, taker).catch((error: unknown) => unfit(error))
      : await start(plan, inbox, wanted, taker);
  const postgres = await server;
  if (postgres) pyodide.registerJsModule("playbook_pglite", { exchange: postgres.exchange });
  connect(pyodide, (stream, bytes) => taker.write(stream, bytes));
  const session = sessionOf(pyodide);
  const wake = (): void => session.wake(JSON.stringify(plan.requires), () => taker.lacking());
  wake();
  return { session, refresh: () => refresh(session, postgres, wake) };
}

async function refresh(session: Session, postgres: Postgres | undefined, wake: () => void): Promise<void> {
  if (!postgres || session.tidy()) return;
  await postgres.renew();
  wake();
}

/** Boots in the ordinary way, and takes the snapshot if it is wanted and can be had. */
async function start(plan: Plan, inbox: Inbox, wanted: boolean, taker: Taker): Promise<PyodideAPI> {
  const pyodide = await startPython(inbox, plan.libraries, fromScratch(wanted));
  connect(pyodide, (stream, bytes) => taker.write(stream, bytes));
  const mounts = await placeFiles(pyodide.FS, plan, inbox);
  pyodide.runPython(`import sys; sys.path.append("/playbook/${OWN_CODE}")`);
  const session = sessionOf(pyodide);
  session.mount(JSON.stringify(Object.fromEntries(mounts)));
  prepare(session, plan);
  if (wanted) offerSnapshot(pyodide, taker);
  return pyodide;
}

/** Raises LackingError when a module that it imports is not here yet, whatever came of that. */
function prepare(session: Session, plan: Plan): void {
  session.expect(JSON.stringify(plan.absent));
  try {
    session.prepare(JSON.stringify(plan.requires), JSON.stringify(plan.preload));
  } catch (error) {
    if (!session.lacked()) throw error;
  }
  const lacked = session.lacked();
  if (lacked) throw new LackingError(`${lacked} is not here yet`);
}

function offerSnapshot(pyodide: PyodideAPI, taker: Taker): void {
  try {
    taker.snapshot(takeSnapshot(pyodide));
  } catch (error) {
    // The next run is slower for it, and as right.
    console.warn("no snapshot:", error);
  }
}

/** Puts the memory of the snapshot in place, and the files, which it does not hold. */
async function restore(
  plan: Plan,
  inbox: Inbox,
  loan: Promise<ArrayBuffer | undefined>,
  taker: Taker,
): Promise<PyodideAPI> {
  const placing = deferred<[string, string][]>();
  const place = async (fs: PyodideAPI["FS"]): Promise<void> => placing.resolve(await placeFiles(fs, plan, inbox));
  const pyodide = await startPython(inbox, plan.libraries, fromSnapshot(loan, place));
  const snapshot = await loan;
  if (snapshot) taker.snapshot(snapshot);
  const mounts = await placing.promise;
  const session = sessionOf(pyodide);
  session.mount(JSON.stringify(Object.fromEntries(mounts.filter(([, mount]) => mount === "unpack"))));
  let said = "";
  connect(pyodide, (_, bytes) => (said += new TextDecoder().decode(bytes)));
  const traceback = session.check();
  if (traceback !== "" || said !== SOUND) throw new UnfitError(traceback || `it said ${said}`);
  return pyodide;
}

function unfit(error: unknown): never {
  throw error instanceof UnfitError ? error : new UnfitError(String(error), { cause: error });
}

function connect(pyodide: PyodideAPI, write: Taker["write"]): void {
  pyodide.setStdin({ stdin: () => null });
  pyodide.setStdout({ write: (bytes) => (write("stdout", bytes), bytes.length) });
  pyodide.setStderr({ write: (bytes) => (write("stderr", bytes), bytes.length) });
}

function sessionOf(pyodide: PyodideAPI): Session {
  return pyodide.pyimport("session") as Session;
}

/** Writes each archive where Python looks for it; returns the places of the packages and how to mount them. */
async function placeFiles(fs: PyodideAPI["FS"], { packages }: Plan, inbox: Inbox): Promise<[string, string][]> {
  const names = [OWN_CODE, ...Object.keys(packages)];
  await Promise.all(
    names.map(async (name) => {
      const path = `/playbook/${name}`;
      const content = new Uint8Array(await inbox.bytes(name));
      fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      fs.writeFile(path, content, { canOwn: true });
    }),
  );
  return Object.entries(packages).map(([name, { mount }]) => [`/playbook/${name}`, mount]);
}
