/** Makes the worker that runs Python. Nothing else knows how it is made or how to talk to it. */
import { deferred, type Deferred } from "./deferred.ts";
import { compiled, copies } from "./download.ts";
import { neededFiles, type Manifest } from "./manifest.ts";
import type { BootRequest, FromWorker, Job } from "./protocol.ts";

export interface WorkerHost {
  /** Settles once Python can run programs. Raises Error when it cannot start. */
  readonly ready: Promise<void>;
  /** Sends a job; `hear` is told of everything that comes back. */
  send(job: Job, hear: (message: FromWorker) => void): void;
  /** Ends the worker at once, whatever it does. */
  close(): void;
}

/** Starts a worker from files that are in memory already. */
export function startWorker(manifest: Manifest, requires: readonly string[]): WorkerHost {
  const worker = new Worker(new URL(WORKER_FILE, import.meta.url), { type: "module" });
  // A port that only our code holds: a program cannot send results in our name.
  const { port1, port2 } = new MessageChannel();
  const booting = deferred<void>();
  let hear = (message: FromWorker): void => settle(message, booting);
  port1.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault();
    hear({ type: "failed", message: event.message || "Could not load the worker" });
  };
  const request = bootRequest(manifest, requires, port2);
  worker.postMessage(request, [port2, ...Object.values(request.files)]);
  return {
    ready: booting.promise,
    send(job, listener) {
      hear = listener;
      port1.postMessage(job);
    },
    close() {
      hear = () => undefined;
      port1.close();
      worker.terminate();
    },
  };
}

function settle(message: FromWorker, { resolve, reject }: Deferred<void>): void {
  if (message.type === "ready") resolve();
  if (message.type === "failed") reject(new Error(message.message));
}

function bootRequest(manifest: Manifest, requires: readonly string[], port: MessagePort): BootRequest {
  const paths = neededFiles(manifest, requires);
  const packages = paths.flatMap((path) => {
    const entry = manifest.packages[path];
    return entry ? [[path, entry] as const] : [];
  });
  return {
    type: "boot",
    port,
    files: copies(paths),
    modules: compiled(paths),
    packages: Object.fromEntries(packages),
    requires,
    preload: requires.flatMap((name) => manifest.preload[name] ?? []),
  };
}
