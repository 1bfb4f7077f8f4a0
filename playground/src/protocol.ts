/** What the page and the worker say to each other, and the shapes both share. */

export type Stream = "stdout" | "stderr";

/** What one line of the proof gave. */
export interface Result {
  readonly line: number;
  readonly source: string;
  readonly want: string;
  readonly got: string;
  readonly verdict: "holds" | "breaks";
}

export interface Report {
  readonly holds: boolean;
  readonly results: readonly Result[];
  readonly traceback: string;
}

/** How a package gets onto `sys.path`: as the zip that it is, or unpacked. */
export type Mount = "path" | "unpack";

/** Everything that a worker needs, so that it never asks the network. */
export interface BootRequest {
  readonly type: "boot";
  readonly port: MessagePort;
  readonly files: Readonly<Record<string, ArrayBuffer>>;
  readonly modules: Readonly<Record<string, WebAssembly.Module>>;
  readonly packages: Readonly<Record<string, { readonly mount: Mount }>>;
  readonly requires: readonly string[];
  readonly preload: readonly string[];
}

export interface RunRequest {
  readonly type: "run";
  readonly source: string;
  readonly filename: string;
}

export interface ProveRequest {
  readonly type: "prove";
  readonly proof: string;
  readonly source: string;
  readonly filename: string;
}

export type Job = RunRequest | ProveRequest;

export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "output"; readonly stream: Stream; readonly text: string }
  | { readonly type: "cut" }
  | { readonly type: "result"; readonly result: Result }
  | { readonly type: "report"; readonly report: Report }
  | { readonly type: "done"; readonly traceback: string }
  | { readonly type: "failed"; readonly message: string };
