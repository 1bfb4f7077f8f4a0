/** Fetches, checks and compiles files apart from the page, which would stand still over so many bytes. */
import { fetchFiles, type Shipment, type Way } from "./fetch-file.ts";
import { inLanes } from "../base/lanes.ts";
import { Turns } from "../base/turns.ts";
import type { Content } from "../protocol/protocol.ts";

/** What is wanted, or word that it is not wanted any more. */
export type ToDownload = Download | "stop";

export interface Download extends Omit<Way, "signal" | "streamed" | "turns"> {
  readonly shipments: readonly Shipment[];
}

export type FromDownload =
  | { readonly type: "progress"; readonly bytes: number }
  /** A file is here; in the place of one that is sent in two parts, its first if it came leanly. */
  | { readonly type: "arrived"; readonly path: string; readonly content: Content; readonly lean: boolean }
  /** Nothing more comes; the message says what is missing and why. The page ends the worker, unless it is to linger. */
  | { readonly type: "done"; readonly message?: string; readonly lingers?: boolean };

/** Some are unpacked while the next arrives, and small ones come together. */
const LANES = 4;

const stopping = new AbortController();

self.onmessage = ({ data }: MessageEvent<ToDownload>) => {
  if (data === "stop") stopping.abort();
  else void download(data);
};

async function download({ shipments, ...how }: Download): Promise<void> {
  let lingers = false;
  const way: Way = { ...how, signal: stopping.signal, streamed: () => (lingers = true), turns: new Turns() };
  const count = (bytes: number): void => answer({ type: "progress", bytes });
  const bring = (shipment: Shipment): Promise<void> =>
    fetchFiles(shipment, way, count, (path, content, lean = false) =>
      answer({ type: "arrived", path, content, lean }, content instanceof ArrayBuffer ? [content] : []),
    );
  // One that fails does not end the others: what has arrived need not be asked for again.
  const failures: Error[] = [];
  const take = (one: Shipment): Promise<void> => bring(one).catch((error: Error) => void failures.push(error));
  const isPacked = (one: Shipment): boolean => "whole" in one || one.packed;
  const parcels = shipments.filter(isPacked);
  const files = shipments.filter((one) => !isPacked(one));
  await Promise.all([...files.map(take), inLanes(parcels, LANES, take)]);
  const [failure] = failures;
  answer({ type: "done", lingers, ...(failure && { message: failure.message }) });
}

function answer(message: FromDownload, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}
