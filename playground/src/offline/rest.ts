/** Has the service worker leave the processors and the line to what the reader runs. */
import { deferred, type Deferred } from "../base/deferred.ts";
import type { ToKeeper } from "./messages.ts";

let programs = 0;
let busy: Deferred<void> | undefined;

/** Has it rest until what this returns is called, or until it has rested for as long as it does. */
export function restKeeping(): () => void {
  if (programs++ === 0) begin();
  let ended = false;
  return () => {
    if (!ended && --programs === 0) end();
    ended = true;
  };
}

/** Settles once nothing runs that it rests for. */
export function whenNothingRuns(): Promise<void> {
  return busy?.promise ?? Promise.resolve();
}

function begin(): void {
  busy = deferred();
  tell({ type: "rest" });
}

function end(): void {
  busy?.resolve();
  busy = undefined;
  tell({ type: "go on" });
}

/** Tells the one that is there, and the one that takes its place soon. */
function tell(word: ToKeeper): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker
    .getRegistration()
    .then((found) => [found?.installing, found?.active].forEach((one) => one?.postMessage(word)))
    .catch(() => undefined);
}
