/** Fetches, checks and compiles files apart from the page, which would stand still over so many bytes. */
import { fetchFiles, type Shipment, type Way } from "./fetch-file.ts";
import type { Content } from "../protocol/protocol.ts";

/** The one message to the worker; the page ends it when it is done, or not wanted any more. */
export interface ToDownload extends Way {
  readonly shipments: readonly Shipment[];
}

export type FromDownload =
  | { readonly type: "progress"; readonly bytes: number }
  | { readonly type: "arrived"; readonly path: string; readonly content: Content }
  /** Nothing more comes; the message says what is missing and why. */
  | { readonly type: "done"; readonly message?: string };

self.onmessage = async ({ data: { shipments, ...way } }: MessageEvent<ToDownload>) => {
  const count = (bytes: number): void => answer({ type: "progress", bytes });
  const bring = (shipment: Shipment): Promise<void> =>
    fetchFiles(shipment, way, count, (path, content) =>
      answer({ type: "arrived", path, content }, content instanceof ArrayBuffer ? [content] : []),
    );
  // One that fails does not end the others: what has arrived need not be asked for again.
  const ends = await Promise.allSettled(shipments.map(bring));
  const failure = ends.find((end) => end.status === "rejected");
  answer(failure ? { type: "done", message: (failure.reason as Error).message } : { type: "done" });
};

function answer(message: FromDownload, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}
