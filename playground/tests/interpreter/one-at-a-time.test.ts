import assert from "node:assert/strict";
import { test } from "node:test";
import { deferred } from "../../src/base/deferred.ts";
import type { Manifest } from "../../src/data/needs.ts";
import type { Interpreter } from "../../src/interpreter/interpreter.ts";
import { OneAtATime, type Knowledge } from "../../src/interpreter/one-at-a-time.ts";

const MANIFEST = {
  files: {},
  core: [],
  packages: {},
  libraries: {},
  rest: {},
  preload: {},
  prepared: [],
  imports: { fastapi: "fastapi", pydantic: "pydantic", structlog: "structlog" },
  requires: { fastapi: ["fastapi.zip", "pydantic.zip"], pydantic: ["pydantic.zip"], structlog: ["structlog.zip"] },
} as unknown as Manifest;

class FakeInterpreter {
  readonly requires: readonly string[];
  readonly done: string[] = [];

  constructor(requires: readonly string[]) {
    this.requires = requires;
  }
  warm = (): void => void this.done.push("warm");
  proceed = (): void => void this.done.push("proceed");
  close = (): void => void this.done.push("close");
  standBy = (): Promise<void> => Promise.resolve(void this.done.push("standBy"));
}

function pool(known: Partial<Knowledge> = {}): { pool: OneAtATime; made: FakeInterpreter[] } {
  const made: FakeInterpreter[] = [];
  const knowledge: Knowledge = {
    manifest: () => Promise.resolve(MANIFEST),
    kept: () => Promise.resolve([]),
    savesData: () => false,
    hasRoomForTwo: () => true,
    fetchAhead: () => Promise.resolve(),
    ...known,
  };
  const make = (requires: readonly string[]): Interpreter => {
    const interpreter = new FakeInterpreter(requires);
    made.push(interpreter);
    return interpreter as unknown as Interpreter;
  };
  return { pool: new OneAtATime(knowledge, make), made };
}

test("at a press what stands by goes on before anything is looked up, and nothing begins where nothing does", async () => {
  const { pool: one, made } = pool();
  one.goOn();
  assert.equal(made.length, 0);
  await one.standBy("", ["fastapi"]);
  one.goOn();
  assert.deepEqual(made[0]?.done, ["standBy", "proceed"]);
});

test("code that needs no more has the same interpreter, also when it is asked for twice at once", async () => {
  const { pool: one, made } = pool();
  const [first, second] = await Promise.all([
    one.interpreterOf("", ["fastapi"]),
    one.interpreterOf("import pydantic", []),
  ]);
  assert.equal(first, second);
  assert.equal(made.length, 1);
});

test("code that imports something else besides has another one, and the first ends", async () => {
  const { pool: one, made } = pool();
  await one.interpreterOf("", ["fastapi"]);
  await one.interpreterOf("import structlog", ["pydantic"]);
  assert.deepEqual(
    made.map(({ requires, done }) => [requires, done]),
    [
      [["fastapi"], ["close"]],
      [["pydantic", "structlog"], []],
    ],
  );
});

test("what an earlier visit left serves for less", async () => {
  const { pool: one, made } = pool({ kept: () => Promise.resolve([["fastapi"]]) });
  await one.interpreterOf("", ["pydantic"]);
  assert.deepEqual(made[0]?.requires, ["fastapi"]);
});

test("what cannot be read of an earlier visit is as if it were not there", async () => {
  const { pool: one, made } = pool({ kept: () => Promise.reject(new Error("damaged")) });
  await one.interpreterOf("", ["pydantic"]);
  assert.deepEqual(made[0]?.requires, ["pydantic"]);
});

test("a list of packages that cannot be had is asked for again", async () => {
  const answers = [Promise.reject(new Error("no connection")), Promise.resolve(MANIFEST)];
  const { pool: one } = pool({ manifest: () => answers.shift() as Promise<Manifest> });
  await assert.rejects(one.interpreterOf("", []), /no connection/);
  assert.ok(await one.interpreterOf("", []));
});

for (const way of ["warmUp", "standBy"] as const) {
  test(`an end while ${way} is looking things up leaves nothing that comes up`, async () => {
    const manifest = deferred<Manifest>();
    const { pool: one, made } = pool({ manifest: () => manifest.promise });
    const warming = one[way]("", ["pydantic"]);
    one.close();
    manifest.resolve(MANIFEST);
    await warming;
    assert.deepEqual(
      made.flatMap(({ done }) => done),
      [],
    );
  });
}

test("nothing comes up beforehand for who saves data, and nothing stands by where there is little room", async () => {
  const saving = pool({ savesData: () => true });
  await saving.pool.warmUp("", []);
  const small = pool({ hasRoomForTwo: () => false });
  await small.pool.standBy("", []);
  assert.equal(saving.made.length + small.made.length, 0);
});

test("what is there goes on, and is not made again", async () => {
  const { pool: one, made } = pool();
  await one.standBy("", ["pydantic"]);
  await one.warmUp("", ["pydantic"]);
  await one.standBy("", ["pydantic"]);
  assert.deepEqual(
    made.map(({ done }) => done),
    [["standBy", "proceed"]],
  );
});

test("a reader who looks at code has its files brought, and no interpreter, unless they save data", async () => {
  const brought: string[][] = [];
  const fetchAhead = async (requires: readonly string[]): Promise<void> => void brought.push([...requires]);
  const { pool: one, made } = pool({ fetchAhead });
  await one.bringAhead("import fastapi", []);
  assert.deepEqual(brought, [["fastapi"]]);
  await pool({ fetchAhead, savesData: () => true }).pool.bringAhead("import fastapi", []);
  assert.equal(brought.length, 1);
  assert.equal(made.length, 0);
});
