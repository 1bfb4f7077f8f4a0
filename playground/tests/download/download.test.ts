import assert from "node:assert/strict";
import { test } from "node:test";
import { DownloadError, Downloads } from "../../src/download/download.ts";
import { hashedAddress } from "../../src/offline/addresses.ts";
import { BASE } from "../../src/site.ts";
import { settled, stateOf } from "../fakes/soon.ts";
import { asWorker, FakeWorker } from "../fakes/worker.ts";

const FILES = {
  "a.zip": { bytes: 10, sha256: "a" },
  "b.wasm": { bytes: 20, sha256: "b" },
  "c.zip": { bytes: 30, sha256: "c" },
  "parcel.bin": { bytes: 5, sha256: "p" },
  "whole.wasm": { bytes: 45, sha256: "w" },
};
const LISTED = { files: FILES, parcels: { "parcel.bin": ["b.wasm", "c.zip"] }, divided: {} };
const IN_PARTS = { files: FILES, parcels: {}, divided: { "whole.wasm": { first: "b.wasm", rest: "c.zip" } } };
const BOTH = ["a.zip", "b.wasm"];
const MODULE = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));

function downloads(): { made: FakeWorker[]; downloads: Downloads } {
  const made: FakeWorker[] = [];
  const take = (): Worker => {
    const worker = new FakeWorker();
    made.push(worker);
    return asWorker(worker);
  };
  return { made, downloads: new Downloads({ prepare: () => undefined, take }) };
}

class Receiver {
  readonly files: string[] = [];
  readonly steps: number[] = [];
  readonly stop = new AbortController();
  progress = (loaded: number): void => void this.steps.push(loaded);
  arrived = (path: string): void => void this.files.push(path);
}

function arrives(worker: FakeWorker | undefined, path: string, content: unknown = new ArrayBuffer(1)): void {
  worker?.tell({ type: "progress", bytes: FILES[path as keyof typeof FILES].bytes });
  worker?.tell({ type: "arrived", path, content });
}

function wanted(worker: FakeWorker | undefined): string[] {
  const [request] = worker?.posted ?? [];
  return (request as unknown as { shipments: { wanted: string[] }[] }).shipments.flatMap(({ wanted: some }) => some);
}

test("what has arrived before a download is cancelled is not asked for again", async () => {
  const { made, downloads: all } = downloads();
  const first = new Receiver();
  const end = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, first, first.stop.signal);
  await settled();
  arrives(made[0], "a.zip");
  first.stop.abort();
  assert.ok((await stateOf(end)) instanceof Error);
  // It is not ended in the middle of its work.
  const [given] = made;
  assert.ok(given);
  assert.ok(given.posted.includes("stop" as never) && !given.terminated);
  given.tell({ type: "done", message: "given up" });
  assert.ok(given.terminated);
  const second = new Receiver();
  const again = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, second, second.stop.signal);
  await settled();
  assert.deepEqual(wanted(made[1]), ["b.wasm"]);
  arrives(made[1], "b.wasm");
  made[1]?.tell({ type: "done" });
  await again;
  assert.deepEqual(second.files, BOTH);
  assert.deepEqual(second.steps, [30]);
});

test("one that is cancelled before it begins takes no worker", async () => {
  const { made, downloads: all } = downloads();
  const { stop, ...receiver } = new Receiver();
  stop.abort();
  await assert.rejects(all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, stop.signal));
  assert.equal(made.length, 0);
});

test("a file that is missing is told of, and what else arrived is kept", async () => {
  const { made, downloads: all } = downloads();
  const receiver = new Receiver();
  const end = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
  await settled();
  arrives(made[0], "b.wasm");
  made[0]?.tell({ type: "done", message: "Could not load a.zip: no connection" });
  assert.ok((await stateOf(end)) instanceof DownloadError);
  void all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
  await settled();
  assert.deepEqual(wanted(made[1]), ["a.zip"]);
});

test("a worker that dies ends the download", async () => {
  const { made, downloads: all } = downloads();
  const receiver = new Receiver();
  const end = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
  await settled();
  made[0]?.die("");
  assert.match(String(await stateOf(end)), /no connection/);
  assert.ok(made[0]?.terminated);
});

test("what arrives compiled after it is known that this does not work is asked for again, as bytes", async () => {
  const { made, downloads: all } = downloads();
  const receiver = new Receiver();
  const end = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
  await settled();
  all.stopCompiling();
  arrives(made[0], "b.wasm", MODULE);
  arrives(made[0], "a.zip");
  made[0]?.tell({ type: "done" });
  await end;
  void all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
  await settled();
  assert.deepEqual(wanted(made[1]), ["b.wasm"]);
});

test("what is sent together is asked for once, counted as it is sent, and handed over as far as it is wanted", async () => {
  const { made, downloads: all } = downloads();
  const receiver = new Receiver();
  const end = all.download(LISTED, BOTH, receiver, receiver.stop.signal);
  await settled();
  const asked = made[0]?.posted[0] as unknown as { shipments: { bytes: number; files: { path: string }[] }[] };
  assert.deepEqual(
    asked.shipments.map(({ bytes, files }) => [bytes, files.map(({ path }) => path)]),
    [
      [10, ["a.zip"]],
      [5, ["b.wasm", "c.zip"]],
    ],
  );
  assert.deepEqual(wanted(made[0]), BOTH);
  made[0]?.tell({ type: "done" });
  await end;
});

test("a worker ends with its download, unless the browser still keeps what was compiled there", async () => {
  for (const lingers of [false, true]) {
    const { made, downloads: all } = downloads();
    const receiver = new Receiver();
    const end = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
    await settled();
    for (const path of BOTH) arrives(made[0], path, path === "b.wasm" ? MODULE : undefined);
    made[0]?.tell({ type: "done", lingers });
    await end;
    assert.equal(made[0]?.terminated, !lingers);
  }
});

test("a download goes on with what was begun ahead, and asks for nothing twice", async () => {
  const { made, downloads: all } = downloads();
  all.ahead(LISTED, ["a.zip"]);
  const receiver = new Receiver();
  const end = all.download(LISTED, BOTH, receiver, receiver.stop.signal);
  await settled();
  assert.deepEqual([made.length, wanted(made[0])], [1, ["a.zip"]]);
  arrives(made[0], "a.zip");
  made[0]?.tell({ type: "done" });
  await settled();
  assert.deepEqual(wanted(made[1]), ["b.wasm"]);
  made[1]?.tell({ type: "arrived", path: "b.wasm", content: new ArrayBuffer(1) });
  made[1]?.tell({ type: "done" });
  await end;
  assert.deepEqual(receiver.files, BOTH);
});

test("what a download has asked for is not begun ahead as well", async () => {
  const { made, downloads: all } = downloads();
  const receiver = new Receiver();
  const end = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
  await settled();
  all.ahead({ files: FILES, parcels: {}, divided: {} }, [...BOTH, "c.zip"]);
  await settled();
  assert.deepEqual(made.map(wanted), [BOTH, ["c.zip"]]);
  made[0]?.tell({ type: "done" });
  await end;
});

test("who waits for what was begun ahead hears why a file did not come, and another file's failure is no matter", async () => {
  const { made, downloads: all } = downloads();
  const receiver = new Receiver();
  const fails = (): void => made.at(-1)?.tell({ type: "done", message: "Could not load a.zip: no connection" });
  all.ahead({ files: FILES, parcels: {}, divided: {} }, ["a.zip", "b.wasm"]);
  const end = all.download({ files: FILES, parcels: {}, divided: {} }, BOTH, receiver, receiver.stop.signal);
  await settled();
  fails();
  assert.match(String(await stateOf(end)), /a\.zip: no connection/);
  assert.equal(made.length, 1);
  all.ahead({ files: FILES, parcels: {}, divided: {} }, ["a.zip"]);
  const other = all.download({ files: FILES, parcels: {}, divided: {} }, ["c.zip"], receiver, receiver.stop.signal);
  await settled();
  fails();
  assert.equal(await stateOf(other), "pending");
  assert.deepEqual(wanted(made[2]), ["c.zip"]);
});

test("what was begun ahead is handed over as it comes", async () => {
  const { made, downloads: all } = downloads();
  all.ahead(LISTED, BOTH);
  const receiver = new Receiver();
  const end = all.download(LISTED, BOTH, receiver, receiver.stop.signal);
  await settled();
  arrives(made[0], "a.zip");
  assert.deepEqual(receiver.files, ["a.zip"]);
  made[0]?.tell({ type: "arrived", path: "b.wasm", content: new ArrayBuffer(1) });
  made[0]?.tell({ type: "done" });
  await end;
  assert.deepEqual(receiver.files, BOTH);
});

test("who stops waits no longer for what was begun ahead, which goes on", async () => {
  const { made, downloads: all } = downloads();
  all.ahead(LISTED, BOTH);
  const receiver = new Receiver();
  const end = all.download(LISTED, BOTH, receiver, receiver.stop.signal);
  await settled();
  receiver.stop.abort();
  assert.ok((await stateOf(end)) instanceof Error);
  assert.ok(!made[0]?.terminated);
});

test("two workers share what is much, and one that fails does not end the other", async () => {
  const { made, downloads: all } = downloads();
  const large = { bytes: 2_000_000, sha256: "l" };
  const files = { "a.zip": large, "b.wasm": large, "c.zip": large };
  const receiver = new Receiver();
  const end = all.download({ files, parcels: {}, divided: {} }, Object.keys(files), receiver, receiver.stop.signal);
  await settled();
  assert.deepEqual(made.map(wanted), [["a.zip", "c.zip"], ["b.wasm"]]);
  made[1]?.tell({ type: "done", message: "Could not load b.wasm: no connection" });
  assert.equal(await stateOf(end), "pending");
  made[0]?.tell({ type: "arrived", path: "a.zip", content: new ArrayBuffer(1) });
  made[0]?.tell({ type: "arrived", path: "c.zip", content: new ArrayBuffer(1) });
  made[0]?.tell({ type: "done" });
  assert.match(String(await stateOf(end)), /b\.wasm: no connection/);
  assert.deepEqual(receiver.files, ["a.zip", "c.zip"]);
});

test("of a file in two parts the first comes in its place, until the whole of it is wanted", async () => {
  const { made, downloads: all } = downloads();
  const [first, again, whole] = [new Receiver(), new Receiver(), new Receiver()];
  const asked = (worker: FakeWorker | undefined): unknown => {
    const [request] = worker?.posted ?? [];
    const { shipments } = request as unknown as { shipments: { bytes: number; lean: boolean }[] };
    return shipments.map(({ bytes, lean }) => [bytes, lean]);
  };
  const run = all.download(IN_PARTS, ["whole.wasm"], first, first.stop.signal);
  await settled();
  assert.deepEqual(asked(made[0]), [[20, true]]);
  made[0]?.tell({ type: "arrived", path: "whole.wasm", content: MODULE, lean: true });
  made[0]?.tell({ type: "done" });
  await run;
  await all.download(IN_PARTS, ["whole.wasm"], again, again.stop.signal);
  assert.deepEqual([again.files, made.length], [["whole.wasm"], 1]);
  all.bringWhole();
  void all.download(IN_PARTS, ["whole.wasm"], whole, whole.stop.signal);
  await settled();
  assert.deepEqual([asked(made[1]), whole.files], [[[50, false]], []]);
});

test("once the service worker keeps the whole of such a file, that comes for the next", async () => {
  const { made, downloads: all } = downloads();
  const [first, next] = [new Receiver(), new Receiver()];
  const run = all.download(IN_PARTS, ["whole.wasm"], first, first.stop.signal);
  await settled();
  made[0]?.tell({ type: "arrived", path: "whole.wasm", content: MODULE, lean: true });
  made[0]?.tell({ type: "done" });
  await run;
  const keys = async (): Promise<unknown> => [{ url: hashedAddress("whole.wasm", "w", BASE).href }];
  Object.assign(globalThis, { caches: { open: async () => ({ keys }) } });
  void all.download(IN_PARTS, ["whole.wasm"], next, next.stop.signal);
  await settled();
  Reflect.deleteProperty(globalThis, "caches");
  assert.deepEqual([next.files, made.length], [[], 2]);
});
