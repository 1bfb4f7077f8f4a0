/** What the page and the worker say to each other, and the shapes both share. */

export type Side = "bad" | "good";

export type Stream = "stdout" | "stderr";

/** What a piece costs the page besides its characters. */
export const CHUNK_CHARS = 50;

/** A piece of what a program wrote. */
export interface Chunk {
  readonly stream: Stream;
  readonly text: string;
}

/** What a line of the proof is for: it prepares, or says what must keep working, or shows the fault. */
export type Kind = "set-up" | "kept" | "fault";

/** How a line ended, which no text that it gave can say. */
export type Ended = "gave" | "raised" | "timed out" | "process ended" | "not reached";

/** What one line of the proof gave, and whether that is what it should give. */
export interface Result {
  readonly line: number;
  readonly source: string;
  readonly want: string;
  readonly got: string;
  readonly verdict: "holds" | "breaks";
  readonly kind: Kind;
  readonly ended: Ended;
}

export interface Report {
  readonly holds: boolean;
  /** False if the file is no Python, so that nothing can be said of it. */
  readonly proven: boolean;
  /** The verdict in words: begins with Holds, Breaks or Not proven, and says which kinds of lines failed. */
  readonly verdict: string;
  /** The kinds of the lines that broke, each once. */
  readonly broken: readonly Kind[];
  readonly results: readonly Result[];
  readonly traceback: string;
}

/** How a package gets onto `sys.path`: as the zip that it is, or unpacked. */
export type Mount = "path" | "unpack";

/** What an interpreter is made of; two with the same plan are alike. */
export interface Plan {
  readonly paths: readonly string[];
  readonly packages: Readonly<Record<string, { readonly mount: Mount }>>;
  /** Compiled extensions, each with its place below `site-packages`. */
  readonly libraries: Readonly<Record<string, string>>;
  /** What goes on where an archive ends that holds at first what rules import: of which one, and from which byte on. */
  readonly tails: Readonly<Record<string, { readonly of: string; readonly at: number }>>;
  /** The modules of the archives that are not here: to import one ends the run, which begins anew with all of them. */
  readonly absent: readonly string[];
  readonly requires: readonly string[];
  readonly preload: readonly string[];
}

/** A file as it is handed over: WebAssembly compiled, where the browser can hand it on. */
export type Content = ArrayBuffer | WebAssembly.Module;

/** Goes to the worker itself: a compiled module does not get through a port into another origin. */
export interface FileHandover {
  readonly type: "file";
  readonly path: string;
  readonly content: Content;
}

/** The first message to the worker itself; all but the files go through the port that it carries. */
export interface BootRequest {
  readonly type: "boot";
  readonly port: MessagePort;
  readonly plan: Plan;
}

export interface RunRequest {
  readonly type: "run";
  readonly source: string;
  readonly filename: string;
}

export interface ProveRequest {
  readonly type: "prove";
  readonly proof: string;
  /** Which example of the rule the lines are to be as; the good one, if it is not said. */
  readonly side?: Side;
  readonly source: string;
  readonly filename: string;
}

/**
 * `foreign` code came with a link: it runs isolated or not at all. After a proof that is `followed`, the interpreter
 * does the next job too, since both are the book's own.
 */
export type Job = (RunRequest | (ProveRequest & { readonly followed?: boolean })) & { readonly foreign?: boolean };

/** Asks for the verdict on what an example gave; goes to an interpreter that has not run it. */
export interface JudgeRequest {
  readonly type: "judge";
  readonly proof: string;
  readonly side: Side;
  readonly observed: string;
}

/**
 * How the interpreter starts: from a snapshot that is on its way, or that is here already, or in the ordinary way,
 * to take one or not.
 */
export interface Origin {
  readonly type: "origin";
  readonly from: "snapshot" | "snapshot at hand" | "scratch";
  readonly wanted: boolean;
}

/** The snapshot that was announced, which goes to the worker itself; nothing if there is none after all. */
export interface Loan {
  readonly type: "snapshot";
  readonly snapshot: ArrayBuffer | undefined;
}

/** The snapshot that was lent or made, from the worker itself: no program has run yet. */
export interface SnapshotReturn {
  readonly snapshot: ArrayBuffer;
}

export type ToWorker = Origin | Job | JudgeRequest;

/** A module that was not sent along, or the body of a function of WebAssembly. */
export type Lacking = "module" | "function";

export type FromWorker =
  /** The worker is there, and knows its port. */
  | { readonly type: "hello" }
  /** The browser cannot hand a compiled module to this worker. */
  | { readonly type: "unreadable" }
  /** The snapshot does not give a sound interpreter. */
  | { readonly type: "unfit"; readonly message: string }
  /** Python can judge; `returns` says whether a snapshot comes back or came. */
  | { readonly type: "awake"; readonly returns: boolean }
  /** All that a program may want is there as well. */
  | { readonly type: "ready" }
  /** The program needs what is not here yet, so that nothing of this run counts. */
  | { readonly type: "lacking"; readonly what: Lacking }
  | { readonly type: "output"; readonly chunks: readonly Chunk[] }
  | { readonly type: "cut" }
  /** What a line of the proof gave, before anybody has judged it. */
  | { readonly type: "got"; readonly line: number; readonly got: string }
  /** All that the proof's lines gave, for a judge to read. */
  | { readonly type: "observed"; readonly observed: string }
  | { readonly type: "report"; readonly report: Report }
  | { readonly type: "done"; readonly traceback: string }
  | { readonly type: "failed"; readonly message: string };
