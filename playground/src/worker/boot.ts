/** Makes the interpreter of a plan inside the worker, from what the page hands over. */
import type { PyodideAPI } from "pyodide";
import { deferred } from "../base/deferred.ts";
import type { Inbox } from "./inbox.ts";
import { startPostgres, type Postgres } from "./postgres.ts";
import { hearStubs } from "./stubs.ts";
import type { Lacking, Origin, Plan, Stream } from "../protocol/protocol.ts";
import { fromScratch, fromSnapshot, startPython, takeSnapshot } from "./python.ts";

/** The functions of the Python module `session`; they take and give text only, so no proxy is left behind. */
export interface Session {
  mount(mounts: string): void;
  prepare(requires: string, preload: string): void;
  expect(absent: string): void;
  lacked(): string;
  wake(lacking: (name: string) => void): void;
  connect(): void;
  tidy(): boolean;
  check(): string;
  run(source: string, filename: string): string;
  prompts(proof: string): string;
  observe(prompts: string, source: string, filename: string, emit: (line: number, got: string) => void): string;
  judge(proof: string, observed: string, side: string): string;
}

/** What a boot gives: Python, which can judge, and what a program may want besides. */
export interface Booted {
  readonly session: Session;
  /** Settles once programs can run. Raises Error when they cannot. */
  readonly whole: Promise<Whole>;
}

/** What stands outside Python, for programs. */
export interface Whole {
  /** Makes it ready again after a program. */
  refresh(): Promise<void>;
}

/** Who takes what comes out of a boot. */
export interface Taker {
  write(stream: Stream, bytes: Uint8Array): void;
  /** The program needs what is not here yet. */
  lacking(what: Lacking): void;
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
 * Returns Python, ready to judge.
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
  hearStubs(() => taker.lacking("function"));
  const database = plan.requires.includes("postgres") ? new Database(inbox) : undefined;
  // Both at once, since one waits while the other computes; a judge needs Python alone, which then comes first.
  if (from !== "snapshot at hand") void database?.begin();
  const pyodide =
    from === "scratch"
      ? await start(plan, inbox, wanted, taker)
      : await restore(plan, inbox, loan, taker).catch((error: unknown) => unfit(error));
  connect(pyodide, (stream, bytes) => taker.write(stream, bytes));
  const session = sessionOf(pyodide);
  session.wake(() => taker.lacking("module"));
  return { session, whole: database?.connect(pyodide, session) ?? Promise.resolve({ refresh: async () => undefined }) };
}

/** The database server of an interpreter. */
class Database {
  readonly #inbox: Inbox;
  #server: Promise<Postgres> | undefined;

  constructor(inbox: Inbox) {
    this.#inbox = inbox;
  }

  /** Starts the server, unless that is done. */
  begin(): Promise<Postgres> {
    this.#server ??= startPostgres(this.#inbox);
    this.#server.catch(() => undefined);
    return this.#server;
  }

  /** Has programs find it. */
  async connect(pyodide: PyodideAPI, session: Session): Promise<Whole> {
    const postgres = await this.begin();
    pyodide.registerJsModule("playbook_pglite", { exchange: postgres.exchange });
    session.connect();
    return { refresh: () => refresh(session, postgres) };
  }
}

async function refresh(session: Session, postgres: Postgres): Promise<void> {
  if (session.tidy()) return;
  await postgres.renew();
  session.connect();
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
