/** Fetches, checks and compiles files apart from the page, which would stand still over so many bytes. */
import { fetchFile, type Wanted, type Way } from "./fetch-file.ts";
import type { Content } from "../protocol/protocol.ts";

/** The one message to the worker; the page ends it when it is done, or not wanted any more. */
export interface ToDownload extends Way {
  readonly wanted: readonly Wanted[];
}

export type FromDownload =
  | { readonly type: "progress"; readonly bytes: number }
  | { readonly type: "arrived"; readonly path: string; readonly content: Content }
  /** Nothing more comes; the message says what is missing and why. */
  | { readonly type: "done"; readonly message?: string };

self.onmessage = async ({ data: { wanted, ...way } }: MessageEvent<ToDownload>) => {
  const bring = async (one: Wanted): Promise<void> => {
    const content = await fetchFile(one, way, (bytes) => answer({ type: "progress", bytes }));
    answer({ type: "arrived", path: one.path, content }, content instanceof ArrayBuffer ? [content] : []);
  };
  // One that fails does not end the others: what has arrived need not be asked for again.
  const ends = await Promise.allSettled(wanted.map(bring));
  const failure = ends.find((end) => end.status === "rejected");
  answer(failure ? { type: "done", message: (failure.reason as Error).message } : { type: "done" });
};

function answer(message: FromDownload, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}
