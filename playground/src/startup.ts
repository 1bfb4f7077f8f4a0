/** Brings one worker up: downloads what it needs, then starts it. */
import { download } from "./download.ts";
import { fetchManifest, neededFiles } from "./manifest.ts";
import type { Phase } from "./ticket.ts";
import { startWorker, type WorkerHost } from "./worker-host.ts";

export interface Startup {
  readonly host: Promise<WorkerHost>;
  /** Ends the download, or the worker if there is one already. */
  cancel(): void;
}

/** Begins; `onPhase` hears of each step until `host` settles. */
export function startUp(requires: readonly string[], onPhase: (phase: Phase) => void): Startup {
  const abort = new AbortController();
  let worker: WorkerHost | undefined;
  const bringUp = async (): Promise<WorkerHost> => {
    onPhase({ name: "loading", loaded: 0, total: 0 });
    const manifest = await fetchManifest();
    const progress = (loaded: number, total: number): void => onPhase({ name: "loading", loaded, total });
    await download(manifest.files, neededFiles(manifest, requires), progress, abort.signal);
    abort.signal.throwIfAborted();
    onPhase({ name: "starting" });
    worker = startWorker(manifest, requires);
    await worker.ready;
    return worker;
  };
  const cancel = (): void => {
    abort.abort();
    worker?.close();
  };
  return { host: bringUp(), cancel };
}
