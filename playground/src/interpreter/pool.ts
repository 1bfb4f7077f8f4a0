/** The page's own interpreter. */
import { fetchManifest } from "../data/manifest.ts";
import { hasRoomForTwo } from "./memory.ts";
import { fetchAhead, makeInterpreter, prepareDownload, prepareWorkers } from "./machine.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { pause } from "../base/pause.ts";
import { savesData } from "../base/save-data.ts";
import { keptRequirements } from "../snapshots/shelf.ts";

// Whoever imports this will want it: it comes while the page asks for the rule.
const kept = fetchManifest().then(({ version }) => keptRequirements(version));
kept.catch(() => undefined);
prepareDownload();
void pause().then(prepareWorkers);

const pool = new OneAtATime(
  { manifest: fetchManifest, kept: () => kept, savesData, hasRoomForTwo, fetchAhead },
  makeInterpreter,
);

export const interpreterOf = pool.interpreterOf.bind(pool);
export const goOn = pool.goOn.bind(pool);
export const warmUp = pool.warmUp.bind(pool);
export const bringAhead = pool.bringAhead.bind(pool);
export const standBy = pool.standBy.bind(pool);
export const closeInterpreter = pool.close.bind(pool);
