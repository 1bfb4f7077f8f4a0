/** Puts the parts of this page's interpreters together. */
import { Downloads } from "../download/download.ts";
import { fetchManifest } from "../data/manifest.ts";
import { planFor, wholly } from "../data/needs.ts";
import { BASE } from "../site.ts";
import { isKept, load, placeOf, prepareShelf, remove, save } from "../snapshots/shelf.ts";
import { Snapshots } from "../snapshots/snapshots.ts";
import { SpareWorker } from "../snapshots/spare-worker.ts";
import { Interpreter, type Surroundings } from "./interpreter.ts";
import { Isolation } from "./isolation.ts";
import { hasRoomForTwo } from "./memory.ts";
import { Attempts, type Blueprint, type Supply } from "./startup.ts";
import { Workers } from "./worker-host.ts";

const snapshots = new Snapshots({ load, save, remove });
const downloads = new Downloads(new SpareWorker(new URL(DOWNLOAD_FILE, BASE)));
const workers = new Workers(new URL(WORKER_FILE, BASE), new Isolation(document));

const supply: Supply = {
  wholly: withTails,
  snapshots,
  lookUp,
  downloads,
  prepareShelf,
  startWorker: (plan) => workers.start(plan),
};

const surroundings: Surroundings = {
  page: document,
  hasRoomForTwo,
  wholly: withTails,
  bringWhole: () => downloads.bringWhole(),
  saveNew: () => snapshots.saveNew(),
  startUp: (requires, onPhase, standBy) => new Attempts(supply, requires, onPhase, standBy),
  canStandBy: async (requires) => {
    const { manifest, plan, place } = await lookUp(requires);
    return (await isKept(place)) && downloads.areKept(manifest.files, plan.paths);
  },
};

/** Returns an interpreter of this page with these packages; it comes up when it is wanted. */
export function makeInterpreter(requires: readonly string[]): Interpreter {
  return new Interpreter(requires, surroundings);
}

/** Begins to bring what an interpreter with these packages is made of, unless an earlier visit left it. */
export async function fetchAhead(requires: readonly string[]): Promise<void> {
  const { manifest, plan } = await lookUp(requires);
  if (!(await downloads.areKept(manifest.files, plan.paths))) downloads.ahead(manifest, plan.paths);
}

/** Has a worker ready for the next download. */
export function prepareDownload(): void {
  downloads.prepare();
}

/** Gets ready what every worker needs. */
export function prepareWorkers(): void {
  workers.prepare();
}

async function withTails(requires: readonly string[]): Promise<readonly string[]> {
  return wholly(await fetchManifest(), requires);
}

async function lookUp(requires: readonly string[]): Promise<Blueprint> {
  const manifest = await fetchManifest();
  const plan = planFor(manifest, requires);
  return { manifest, plan, place: await placeOf(manifest.version, plan, requires) };
}
