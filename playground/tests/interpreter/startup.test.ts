import assert from "node:assert/strict";
import { test } from "node:test";
import { deferred } from "../../src/base/deferred.ts";
import type { Manifest } from "../../src/data/needs.ts";
import { Attempts, type Supply } from "../../src/interpreter/startup.ts";
import { WorkerError } from "../../src/interpreter/worker-host.ts";
import type { Plan } from "../../src/protocol/protocol.ts";
import { Snapshots } from "../../src/snapshots/snapshots.ts";
import { FakeHost } from "../fakes/host.ts";
import { FakeShelf, placeCalled } from "../fakes/shelf.ts";
import { settled, stateOf } from "../fakes/soon.ts";

const PLACE = placeCalled("plain");

console.warn = () => undefined;

/** A supply whose workers are the given hosts, one after the other; the last one is had again and again. */
class FakeSupply implements Supply {
  readonly shelf = new FakeShelf();
  readonly snapshots = new Snapshots(this.shelf);
  readonly started: FakeHost[] = [];
  readonly lookedUp: string[][] = [];
  looking = Promise.resolve();
  starting = Promise.resolve();
  downloading = Promise.resolve();
  compiling = true;
  whole = false;
  readonly downloads: Supply["downloads"] = {
    download: (_files, _paths, _receiver, signal) =>
      Promise.race([
        this.downloading,
        new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
      ]),
    bringWhole: () => {
      this.whole = true;
    },
    stopCompiling: () => {
      this.compiling = false;
    },
  };
  readonly #make: () => FakeHost;

  constructor(make: () => FakeHost = () => new FakeHost()) {
    this.#make = make;
    this.shelf.stored.set(PLACE.name, new ArrayBuffer(8));
  }

  async lookUp(requires: readonly string[] = []): ReturnType<Supply["lookUp"]> {
    this.lookedUp.push([...requires]);
    await this.looking;
    return { manifest: { files: {} } as Manifest, plan: { paths: [] as string[] } as unknown as Plan, place: PLACE };
  }

  async wholly(requires: readonly string[]): Promise<readonly string[]> {
    return [...requires, "rest"];
  }

  async startWorker(): Promise<FakeHost> {
    await this.starting;
    // No start takes so many: this one would never end.
    if (this.started.length > 20) return new Promise(() => undefined);
    const host = this.#make();
    this.started.push(host);
    return host;
  }

  prepareShelf(): void {}
}

function attempts(supply: Supply, standBy = false): Attempts {
  const made = new Attempts(supply, [], () => undefined, standBy);
  made.host.catch(() => undefined);
  return made;
}

function refusing(kind: WorkerError["kind"]): FakeHost {
  const host = new FakeHost({ ready: false });
  host.waking.reject(new WorkerError(kind, `no ${kind}`));
  return host;
}

test("Python starts from the stored snapshot, which is lent to the next one as well", async () => {
  const supply = new FakeSupply();
  const first = attempts(supply);
  assert.equal(await first.host, supply.started[0]);
  assert.ok(first.renewable());
  await attempts(supply).host;
  assert.deepEqual(
    supply.started.map(({ began }) => began),
    [["snapshot"], ["snapshot at hand"]],
  );
});

test("a judge is had before the rest, and fails where Python does not start", async () => {
  const host = new FakeHost({ ready: false });
  const startup = attempts(new FakeSupply(() => host));
  assert.equal(await stateOf(startup.judge), "pending");
  host.waking.resolve();
  assert.equal(await stateOf(startup.judge), host);
  assert.equal(await stateOf(startup.host), "pending");
  host.starting.resolve();
  assert.equal(await stateOf(startup.host), host);
  const broken = attempts(new FakeSupply(() => refusing("start")));
  assert.ok((await stateOf(broken.judge)) instanceof WorkerError);
});

test("a damaged snapshot that cannot be removed does not keep Python from starting", async () => {
  const supply = new FakeSupply();
  supply.shelf.damaged = supply.shelf.keepsAll = true;
  const host = await stateOf(attempts(supply).host);
  assert.equal(host, supply.started[1]);
  assert.deepEqual(supply.started[1]?.began, ["scratch"]);
  assert.ok(supply.started[0]?.discarded);
});

for (const kind of ["modules", "snapshot", "isolation"] as const) {
  test(`a browser that says "${kind}" for ever is told of, not asked for ever`, async () => {
    const supply = new FakeSupply(() => refusing(kind));
    const end = await stateOf(attempts(supply).host);
    assert.ok(end instanceof WorkerError, String(end));
    assert.ok(supply.started.length <= 7, String(supply.started.length));
  });
}

test("a browser that cannot hand on what is compiled gets bytes", async () => {
  const hosts = [refusing("modules"), new FakeHost()];
  const supply = new FakeSupply(() => hosts.shift() as FakeHost);
  assert.equal(await attempts(supply).host, supply.started[1]);
  assert.equal(supply.compiling, false);
});

test("what ends while Python starts settles, and what was lent is there for the next", async () => {
  const supply = new FakeSupply(() => new FakeHost({ ready: false }));
  const startup = attempts(supply);
  await settled();
  startup.cancel();
  assert.ok((await stateOf(startup.host)) instanceof Error);
  assert.ok(supply.started[0]?.closed);
  assert.notEqual(await stateOf(supply.snapshots.borrow(PLACE)), "pending");
});

test("what ends while it is looked up starts no worker", async () => {
  const supply = new FakeSupply();
  const looking = deferred<void>();
  supply.looking = looking.promise;
  const startup = attempts(supply);
  startup.cancel();
  looking.resolve();
  assert.ok((await stateOf(startup.host)) instanceof Error);
  assert.equal(supply.started.length, 0);
});

test("what ends while it stands by, however early, leaves no error that nobody hears", async (t) => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown): number => unheard.push(reason);
  process.on("unhandledRejection", hear);
  t.after(() => process.off("unhandledRejection", hear));
  for (const early of [true, false]) {
    const supply = new FakeSupply();
    if (early) supply.looking = new Promise(() => undefined);
    const startup = attempts(supply, true);
    await settled();
    startup.cancel();
    await settled();
  }
  assert.deepEqual(unheard, []);
});

test("one that stands by reads no snapshot before it goes on", async () => {
  const supply = new FakeSupply();
  const startup = attempts(supply, true);
  await settled();
  assert.deepEqual(supply.shelf.loads, []);
  startup.proceed();
  assert.equal(await stateOf(startup.host), supply.started[0]);
  assert.deepEqual(supply.shelf.loads, ["plain"]);
});

test("a stop while the worker is made gives back what was borrowed for it", async () => {
  const supply = new FakeSupply();
  const starting = deferred<void>();
  supply.starting = starting.promise;
  const startup = attempts(supply);
  await settled();
  startup.cancel();
  starting.resolve();
  await settled();
  assert.ok(supply.started[0]?.closed);
  assert.notEqual(await stateOf(supply.snapshots.borrow(PLACE)), "pending");
});

test("a download that fails is told of, and the next start goes on from there", async () => {
  const supply = new FakeSupply();
  supply.downloading = Promise.reject(new Error("no connection"));
  assert.match(String(await stateOf(attempts(supply).host)), /no connection/);
  supply.downloading = Promise.resolve();
  assert.equal(await stateOf(attempts(supply).host), supply.started[1]);
});

test("what Python needs to get ready is sent once it is known to be missing", async () => {
  const hosts = [refusing("files"), new FakeHost()];
  const supply = new FakeSupply(() => hosts.shift() ?? new FakeHost());
  await attempts(supply).host;
  assert.deepEqual(supply.lookedUp, [[], ["rest"]]);
});

test("one that lacks a function on its way up is begun anew with all of them", async () => {
  const hosts = [refusing("functions"), new FakeHost()];
  const supply = new FakeSupply(() => hosts.shift() ?? new FakeHost());
  await attempts(supply).host;
  assert.deepEqual([supply.whole, supply.started.length], [true, 2]);
});
