import assert from "node:assert/strict";
import { test } from "node:test";
import { deferred, type Deferred } from "../../src/base/deferred.ts";
import { Interpreter, type Surroundings } from "../../src/interpreter/interpreter.ts";
import type { Startup } from "../../src/interpreter/startup.ts";
import type { Listener, Outcome, Phase } from "../../src/interpreter/ticket.ts";
import type { Job } from "../../src/protocol/protocol.ts";
import { FakeHost, REPORT } from "../fakes/host.ts";
import { settled, stateOf } from "../fakes/soon.ts";

const RUN: Job = { type: "run", source: "print(1)", filename: "main.py" };
const PROVE: Job = { type: "prove", proof: ">>> 1", source: "", filename: "good.py" };

class FakeStartup implements Startup {
  readonly worker: FakeHost;
  readonly coming: Deferred<FakeHost> = deferred();
  readonly judging: Deferred<FakeHost> = deferred();
  phase: Phase = { name: "loading", loaded: 0, total: 1 };
  standingBy: boolean;
  cancelled = false;
  proceeded = false;
  snapshot = true;

  constructor(worker: FakeHost, standingBy: boolean) {
    this.worker = worker;
    this.standingBy = standingBy;
    this.judging.promise.catch(() => undefined);
  }
  get host(): Promise<FakeHost> {
    return this.coming.promise;
  }
  get judge(): Promise<FakeHost> {
    return this.judging.promise;
  }
  renewable(): boolean {
    return this.standingBy || this.snapshot;
  }
  proceed(): void {
    this.standingBy = false;
    this.proceeded = true;
  }
  cancel(): void {
    this.cancelled = true;
    for (const role of [this.judging, this.coming]) role.reject(new Error("not wanted any more"));
    this.worker.close();
  }
  /** Python is there. */
  wake(): void {
    this.phase = { name: "starting" };
    this.judging.resolve(this.worker);
  }
  /** All is there. */
  rise(): void {
    this.wake();
    this.coming.resolve(this.worker);
  }
}

/** A page that is seen or not, and all that was started on it. */
class FakePage implements Surroundings {
  readonly startups: FakeStartup[] = [];
  readonly page = Object.assign(new EventTarget(), { hidden: false }) as unknown as Document & { hidden: boolean };
  able = Promise.resolve(true);
  /** Python comes up by itself. */
  rising = true;
  /** Snapshots can be had. */
  snapshot = true;
  isolated = true;
  saved = 0;
  whole = false;

  startUp(_requires: readonly string[], _onPhase: () => void, standBy: boolean): Startup {
    const startup = new FakeStartup(new FakeHost({ isolated: this.isolated }), standBy);
    startup.snapshot = this.snapshot;
    this.startups.push(startup);
    if (this.rising && !standBy) startup.rise();
    return startup;
  }
  canStandBy(): Promise<boolean> {
    return this.able;
  }
  hasRoomForTwo(): boolean {
    return false;
  }
  async wholly(requires: readonly string[]): Promise<readonly string[]> {
    return [...new Set([...requires, "rest"])];
  }
  bringWhole(): void {
    this.whole = true;
  }

  saveNew(): void {
    this.saved += 1;
  }
  show(visible: boolean): void {
    Object.assign(this.page, { hidden: !visible });
    this.page.dispatchEvent(new Event("visibilitychange"));
  }
  host(index: number): FakeHost {
    const startup = this.startups[index];
    assert.ok(startup, `there is no startup ${index}`);
    return startup.worker;
  }
  /** How many interpreters take memory. */
  get living(): number {
    return this.startups.filter(({ cancelled, worker }) => !cancelled && !worker.closed).length;
  }
}

function listener(): Listener & { phases: string[] } {
  const phases: string[] = [];
  const ignore = (): void => undefined;
  const again = (): number => phases.push("again");
  return { phases, phase: ({ name }) => phases.push(name), output: ignore, cut: ignore, got: ignore, again };
}

function kindOf(outcome: Outcome | "pending" | Error): string {
  return typeof outcome === "string" || outcome instanceof Error ? String(outcome) : outcome.kind;
}

function on(page: FakePage): Interpreter {
  return new Interpreter([], page);
}

test("a program runs in one interpreter, and the next stands ready", async () => {
  const page = new FakePage();
  const handle = on(page).submit(RUN, listener());
  await settled();
  page.host(0).say({ type: "done", traceback: "" });
  assert.equal(kindOf(await stateOf(handle.outcome)), "done");
  assert.ok(page.host(0).closed);
  assert.equal(page.startups.length, 2);
  assert.equal(page.living, 1);
  assert.equal(page.saved, 1);
});

test("two jobs at once are done one after the other, each in an interpreter of its own", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  const second = listener();
  const handles = [interpreter.submit(RUN, listener()), interpreter.submit(RUN, second)];
  await settled();
  assert.deepEqual(second.phases, ["waiting"]);
  page.host(0).say({ type: "done", traceback: "" });
  await settled();
  page.host(1).say({ type: "done", traceback: "" });
  assert.deepEqual((await Promise.all(handles.map(({ outcome }) => stateOf(outcome)))).map(kindOf), ["done", "done"]);
});

test("a proof is judged where the program was never seen", async () => {
  const page = new FakePage();
  const handle = on(page).submit(PROVE, listener());
  await settled();
  page.host(0).say({ type: "observed", observed: "{}" });
  await settled();
  assert.deepEqual(page.host(1).tasks, [{ type: "judge", proof: ">>> 1", side: "good", observed: "{}" }]);
  page.host(1).say({ type: "report", report: REPORT });
  assert.equal(kindOf(await stateOf(handle.outcome)), "proven");
});

test("a proof that is followed leaves its interpreter to the next one, which ends it", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  for (const [followed, judging] of [
    [true, 0],
    [false, 1],
  ] as const) {
    const handle = interpreter.submit({ ...PROVE, followed }, listener());
    await settled();
    page.host(0).say({ type: "observed", observed: "{}" });
    await settled();
    page.host(judging).say({ type: "report", report: REPORT });
    assert.equal(kindOf(await stateOf(handle.outcome)), "proven");
    assert.equal(page.host(0).closed, !followed);
  }
  assert.deepEqual(
    page.host(0).tasks.map(({ type }) => type),
    ["prove", "judge", "prove"],
  );
});

test("a stop ends a program, a proof that is being judged, and one that still loads", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  const running = interpreter.submit(RUN, listener());
  await settled();
  running.stop();
  await settled();
  assert.ok(page.host(0).closed);
  const judged = interpreter.submit(PROVE, listener());
  await settled();
  page.host(1).say({ type: "observed", observed: "{}" });
  await settled();
  judged.stop();
  await settled();
  assert.ok(page.host(2).closed);
  page.rising = false;
  const loading = interpreter.submit(RUN, listener());
  await settled();
  loading.stop();
  const all = await Promise.all([running, judged, loading].map(({ outcome }) => stateOf(outcome)));
  assert.deepEqual(all.map(kindOf), ["stopped", "stopped", "stopped"]);
  assert.ok(page.startups.at(-1)?.cancelled);
});

test("after a stop while Python loads the next job begins anew", async () => {
  const page = new FakePage();
  page.rising = false;
  const interpreter = on(page);
  interpreter.submit(RUN, listener()).stop();
  const next = interpreter.submit(RUN, listener());
  await settled();
  page.startups.at(-1)?.rise();
  await settled();
  page.startups.at(-1)?.worker.say({ type: "done", traceback: "" });
  assert.equal(kindOf(await stateOf(next.outcome)), "done");
});

test("one that is closed while Python starts leaves nothing behind", async () => {
  const page = new FakePage();
  page.rising = false;
  const interpreter = on(page);
  const handle = interpreter.submit(RUN, listener());
  await settled();
  interpreter.close();
  assert.equal(kindOf(await stateOf(handle.outcome)), "stopped");
  assert.equal(page.living, 0);
});

test("one that is closed does no more jobs, and brings nothing up", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  interpreter.close();
  const handle = interpreter.submit(RUN, listener());
  interpreter.warm();
  interpreter.proceed();
  await interpreter.standBy();
  assert.equal(kindOf(await stateOf(handle.outcome)), "stopped");
  assert.equal(page.startups.length, 0);
});

test("one that died while it stood ready is replaced before the next job", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  interpreter.warm();
  await settled();
  page.host(0).alive = false;
  const handle = interpreter.submit(RUN, listener());
  await settled();
  assert.equal(page.host(0).tasks.length, 0);
  page.host(1).say({ type: "done", traceback: "" });
  assert.equal(kindOf(await stateOf(handle.outcome)), "done");
});

test("one that died while it stood ready does not judge", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  const handle = interpreter.submit(PROVE, listener());
  await settled();
  interpreter.warm();
  await settled();
  page.host(1).alive = false;
  page.host(0).say({ type: "observed", observed: "{}" });
  await settled();
  page.host(2).say({ type: "report", report: REPORT });
  assert.equal(kindOf(await stateOf(handle.outcome)), "proven");
});

test("a page that becomes visible while a program runs does not start a second interpreter beside it", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  page.show(false);
  const first = interpreter.submit(RUN, listener());
  await settled();
  page.host(0).say({ type: "done", traceback: "" });
  await first.outcome;
  await settled();
  interpreter.submit(RUN, listener());
  await settled();
  page.show(true);
  await settled();
  assert.equal(page.living, 1);
});

test("nothing stands ready for a page that nobody sees, and it is back when the page is", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  interpreter.warm();
  await settled();
  page.show(false);
  assert.equal(page.living, 0);
  page.show(true);
  await settled();
  assert.equal(page.living, 1);
});

test("a look-up that fails when the page is seen again is no error that nobody hears", async (t) => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown): number => unheard.push(reason);
  process.on("unhandledRejection", hear);
  t.after(() => process.off("unhandledRejection", hear));
  const page = new FakePage();
  page.show(false);
  await on(page).standBy();
  page.able = Promise.reject(new Error("no connection"));
  page.show(true);
  await settled();
  assert.deepEqual(unheard, []);
});

test("code from a link runs apart from the page or not at all", async () => {
  const page = new FakePage();
  page.isolated = false;
  const handle = on(page).submit({ ...RUN, foreign: true }, listener());
  const outcome = await stateOf(handle.outcome);
  assert.equal(kindOf(outcome), "failed");
  assert.equal(page.host(0).tasks.length, 0);
});

test("where no snapshot can be had, the interpreter serves again, but not after code from a link", async () => {
  const page = new FakePage();
  page.snapshot = false;
  const interpreter = on(page);
  for (const [foreign, living] of [
    [false, 1],
    [true, 2],
  ] as const) {
    const { outcome } = interpreter.submit({ ...PROVE, foreign }, listener());
    await settled();
    page.host(0).say({ type: "observed", observed: "{}" });
    await settled();
    page.startups.at(-1)?.worker.say({ type: "report", report: REPORT });
    assert.equal(kindOf(await stateOf(outcome)), "proven");
    assert.equal(page.startups.length, living);
  }
});

test("a start that fails is told of, and the next job tries again", async () => {
  const page = new FakePage();
  page.rising = false;
  const interpreter = on(page);
  const first = interpreter.submit(RUN, listener());
  await settled();
  page.startups[0]?.coming.reject(new Error("no connection"));
  assert.deepEqual(await stateOf(first.outcome), { kind: "failed", message: "no connection" });
  interpreter.submit(RUN, listener());
  await settled();
  assert.equal(page.startups.length, 2);
});

test("a program that lacks a module runs anew with all of them, and what came before does not count", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  const heard = listener();
  const handle = interpreter.submit(RUN, heard);
  await settled();
  page.host(0).say({ type: "lacking", what: "module" });
  page.host(0).say({ type: "done", traceback: "ModuleNotFoundError" });
  await settled();
  assert.ok(heard.phases.includes("again"));
  assert.ok(page.startups[0]?.cancelled);
  assert.deepEqual(interpreter.requires, ["rest"]);
  page.host(1).say({ type: "done", traceback: "" });
  const outcome = await handle.outcome;
  assert.ok(outcome.kind === "done" && outcome.traceback === "");
});

test("a program that says so once more is not believed", async () => {
  const page = new FakePage();
  const handle = on(page).submit(RUN, listener());
  await settled();
  page.host(0).say({ type: "lacking", what: "module" });
  await settled();
  page.host(1).say({ type: "lacking", what: "module" });
  assert.equal(kindOf(await handle.outcome), "failed");
});

test("a program that lacks a function runs anew with all of them, once", async () => {
  const page = new FakePage();
  const handle = on(page).submit(RUN, listener());
  await settled();
  page.host(0).say({ type: "lacking", what: "function" });
  await settled();
  assert.equal(page.whole, true);
  page.host(1).say({ type: "lacking", what: "function" });
  assert.equal(kindOf(await handle.outcome), "failed");
});

test("what has no database yet judges already, and does the next job once it has", async () => {
  const page = new FakePage();
  const interpreter = on(page);
  const first = interpreter.submit(PROVE, listener());
  await settled();
  page.rising = false;
  page.host(0).say({ type: "observed", observed: "{}" });
  await settled();
  page.startups[1]?.wake();
  await settled();
  page.host(1).say({ type: "report", report: REPORT });
  assert.equal(kindOf(await stateOf(first.outcome)), "proven");
  interpreter.submit(RUN, listener());
  await settled();
  assert.deepEqual(
    page.host(1).tasks.map(({ type }) => type),
    ["judge"],
  );
  page.startups[1]?.rise();
  await settled();
  assert.deepEqual(
    page.host(1).tasks.map(({ type }) => type),
    ["judge", "run"],
  );
});

test("a judge that lacks a module has the example observed anew", async () => {
  const page = new FakePage();
  const handle = on(page).submit(PROVE, listener());
  await settled();
  page.host(0).say({ type: "observed", observed: "{}" });
  await settled();
  page.host(1).say({ type: "lacking", what: "module" });
  await settled();
  page.host(2).say({ type: "observed", observed: "{}" });
  await settled();
  page.host(3).say({ type: "report", report: REPORT });
  assert.equal(kindOf(await handle.outcome), "proven");
});
