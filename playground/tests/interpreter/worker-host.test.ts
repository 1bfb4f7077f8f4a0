import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Isolation } from "../../src/interpreter/isolation.ts";
import { Host, WorkerError, Workers } from "../../src/interpreter/worker-host.ts";
import type { FromWorker, Plan } from "../../src/protocol/protocol.ts";
import { REPORT } from "../fakes/host.ts";
import { settled, stateOf } from "../fakes/soon.ts";
import { asWorker, FakeWorker } from "../fakes/worker.ts";

const PLAN: Plan = { paths: [], packages: {}, libraries: {}, tails: {}, absent: [], requires: [], preload: [] };
const JUDGE = { type: "judge", proof: ">>> 1", side: "good", observed: "{}" } as const;
const RUN = { type: "run", source: "", filename: "main.py" } as const;

class Frame {
  onload: (() => void) | null = null;
  contentWindow: unknown = { Worker: FakeWorker };
  removed = false;
  setAttribute(): void {}
  remove(): void {
    this.removed = true;
  }
}

/** Returns a page whose frames load if they are to. */
function pageWith(frames: Frame[], loads = true): Document {
  const createElement = (): Frame => {
    const frame = new Frame();
    frames.push(frame);
    return frame;
  };
  const append = (frame: Frame): void => void (loads && queueMicrotask(() => frame.onload?.()));
  return { createElement, documentElement: { append } } as unknown as Document;
}

function hosted(t: TestContext): { worker: FakeWorker; host: Host } {
  const worker = new FakeWorker();
  const host = new Host(asWorker(worker), undefined, PLAN);
  t.after(() => host.close());
  return { worker, host };
}

async function risen(t: TestContext): Promise<ReturnType<typeof hosted>> {
  const both = hosted(t);
  both.worker.say({ type: "hello" });
  both.worker.say({ type: "awake", returns: false });
  both.worker.say({ type: "ready" });
  await both.host.ready;
  return both;
}

test("a frame that never loads is given up after a time, and the program runs without isolation", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(globalThis, "fetch", () => Promise.resolve(new Response("")));
  const frames: Frame[] = [];
  const workers = new Workers(new URL("https://site.example/worker.js"), new Isolation(pageWith(frames, false)));
  const first = workers.start(PLAN);
  assert.equal(await stateOf(first), "pending");
  t.mock.timers.tick(60_000);
  const end = await stateOf(first);
  assert.ok(end instanceof WorkerError && end.kind === "isolation", String(end));
  assert.ok(frames[0]?.removed);
  Object.assign(globalThis, { Worker: FakeWorker });
  t.after(() => Reflect.deleteProperty(globalThis, "Worker"));
  const host = await workers.start(PLAN);
  t.after(() => host.close());
  assert.equal(host.isolated, false);
});

test("a frame that fails once isolation has worked is made anew, and nothing runs without it", async () => {
  const frames: Frame[] = [];
  const page = pageWith(frames);
  const isolation = new Isolation(page);
  isolation.works();
  const broken = isolation.worker("");
  Object.assign(frames[0] ?? {}, { contentWindow: {} });
  await assert.rejects(broken, /no workers/);
  assert.equal(isolation.fails(), false);
  assert.ok(isolation.possible);
  assert.ok((await isolation.worker("")) instanceof FakeWorker);
  assert.equal(frames.length, 2);
});

test("a worker that does not answer at all is given up", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { host } = hosted(t);
  t.mock.timers.tick(60_000);
  assert.match(String(await stateOf(host.ready)), /does not answer/);
});

test("a worker that is closed while it starts is waited for no longer", async (t) => {
  const { host } = hosted(t);
  host.close();
  assert.ok((await stateOf(host.ready)) instanceof Error);
});

test("a worker that dies while it stands ready says so to the next job", async (t) => {
  const { host, worker } = await risen(t);
  assert.equal(host.alive, true);
  worker.die("out of memory");
  assert.equal(host.alive, false);
  const heard: FromWorker[] = [];
  host.send(RUN, (message) => heard.push(message));
  await settled();
  assert.deepEqual(heard, [{ type: "failed", message: "Python broke down: out of memory" }]);
});

test("what is sent to a closed worker fails", async (t) => {
  const { host } = await risen(t);
  host.close();
  const heard: FromWorker[] = [];
  host.send(RUN, (message) => heard.push(message));
  await settled();
  assert.deepEqual(
    heard.map(({ type }) => type),
    ["failed"],
  );
});

test("a snapshot that the page cannot take does not keep Python from starting", async (t) => {
  const { host, worker } = hosted(t);
  const back: unknown[] = [];
  host.begin("snapshot", true, (snapshot) => back.push(snapshot));
  host.lend(new ArrayBuffer(8));
  worker.say({ type: "hello" });
  worker.say({ type: "awake", returns: true });
  worker.say({ type: "ready" });
  assert.equal(await stateOf(host.awake), "pending");
  assert.equal(await stateOf(host.ready), "pending");
  worker.onmessageerror?.();
  assert.equal(await stateOf(host.ready), undefined);
  assert.deepEqual(back, [undefined]);
});

test("a worker judges while the rest of it comes up, and what it says of that is heard", async (t) => {
  const { host, worker } = hosted(t);
  worker.say({ type: "hello" });
  worker.say({ type: "awake", returns: false });
  assert.equal(await stateOf(host.awake), undefined);
  assert.equal(await stateOf(host.ready), "pending");
  const heard: FromWorker[] = [];
  host.send(JUDGE, (message) => heard.push(message));
  worker.say({ type: "ready" });
  worker.say({ type: "report", report: REPORT });
  assert.equal(await stateOf(host.ready), undefined);
  assert.deepEqual(heard, [{ type: "report", report: REPORT }]);
});

test("a worker that breaks down while it judges says so to the judge and to who waits for the rest", async (t) => {
  const { host, worker } = hosted(t);
  worker.say({ type: "hello" });
  worker.say({ type: "awake", returns: false });
  await host.awake;
  const heard: FromWorker[] = [];
  host.send(JUDGE, (message) => heard.push(message));
  worker.say({ type: "failed", message: "no database" });
  assert.match(String(await stateOf(host.ready)), /no database/);
  assert.deepEqual(heard, [{ type: "failed", message: "no database" }]);
});

test("a closed worker has a moment to give back what it was lent", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { host, worker } = hosted(t);
  const back: unknown[] = [];
  host.begin("snapshot", true, (snapshot) => back.push(snapshot));
  host.lend(new ArrayBuffer(8));
  host.close();
  assert.equal(worker.terminated, false);
  worker.tell({ snapshot: new ArrayBuffer(8) });
  assert.equal(worker.terminated, true);
  t.mock.timers.tick(60_000);
  assert.equal(back.length, 1);
});

test("a worker that was lent what is worth nothing is ended at once", async (t) => {
  const { host, worker } = hosted(t);
  const back: unknown[] = [];
  host.begin("snapshot", true, (snapshot) => back.push(snapshot));
  host.lend(new ArrayBuffer(8));
  host.discard();
  assert.ok(worker.terminated);
  assert.deepEqual(back, [undefined]);
});

test("a worker that is closed before the snapshot reaches it gives it back at once", async (t) => {
  const { host, worker } = hosted(t);
  const back: unknown[] = [];
  host.begin("snapshot", true, (snapshot) => back.push(snapshot));
  host.close();
  const snapshot = new ArrayBuffer(8);
  host.lend(snapshot);
  assert.deepEqual(back, [snapshot]);
  assert.ok(worker.terminated);
});
