import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { pathBelow } from "../../src/offline/addresses.ts";
import { Precache } from "../../src/offline/precache.ts";
import { Resting } from "../../src/offline/resting.ts";

const ROOT = new URL("https://playbook.example/handbook/");

class Store {
  readonly kept = new Map<string, Response>();
  refuses = false;

  match = async (key: RequestInfo | URL): Promise<Response | undefined> => this.kept.get(String(key))?.clone();
  keys = async (): Promise<Request[]> => [...this.kept.keys()].map((url) => new Request(url));
  delete = async (key: RequestInfo | URL): Promise<boolean> => this.kept.delete(String(key));
  put = async (key: RequestInfo | URL, value: Response): Promise<void> => {
    if (this.refuses) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(String(key), value);
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Returns a precache of a server that has these files, and the addresses that it was asked for. */
function over(files: Record<string, string>, store = new Store()) {
  const asked: string[] = [];
  const precache = new Precache(store, ROOT, async (url, { cache }) => {
    asked.push(`${url.href} ${cache}`);
    const text = files[url.pathname.slice(ROOT.pathname.length)];
    return new Response(text ?? "no such file", { status: text === undefined ? 404 : 200 });
  });
  return { precache, asked, store };
}

test("files are fetched once and found by their hash", async () => {
  const { precache, asked } = over({ "": "home", "a.css": "style" });
  const files = { "": sha256("home"), "a.css": sha256("style") };
  await precache.fill(files);
  await precache.fill(files);
  assert.equal(asked.length, 2);
  assert.equal(await (await precache.find("a.css", sha256("style")))?.text(), "style");
  assert.equal(await precache.find("a.css", sha256("another style")), undefined);
});

test("a file that is not the listed one is asked for anew, past the browser's cache, and then refused", async () => {
  const { precache, asked, store } = over({ "a.css": "another style" });
  await assert.rejects(precache.fill({ "a.css": sha256("style") }), /a\.css is not the one/);
  assert.deepEqual(asked, [
    "https://playbook.example/handbook/a.css default",
    "https://playbook.example/handbook/a.css reload",
  ]);
  assert.equal(store.kept.size, 0);
});

test("a connection that breaks once is asked again, and one that is gone is told", async () => {
  let breaks = 1;
  const fetch = async (): Promise<Response> => {
    if (breaks-- > 0) throw new TypeError("Failed to fetch");
    return new Response("style");
  };
  const precache = new Precache(new Store(), ROOT, fetch);
  await precache.fill({ "a.css": sha256("style") });
  assert.equal(await (await precache.find("a.css", sha256("style")))?.text(), "style");
  breaks = 2;
  await assert.rejects(precache.fill({ "b.css": sha256("style") }), TypeError);
});

test("no further file is asked for while it rests", async () => {
  const asked: string[] = [];
  const resting = new Resting();
  const fetch = async (url: URL): Promise<Response> => {
    asked.push(url.pathname);
    resting.begin();
    return new Response(url.pathname.slice(ROOT.pathname.length));
  };
  const precache = new Precache(new Store(), ROOT, fetch, resting);
  const filled = precache.fill({ a: sha256("a"), b: sha256("b"), c: sha256("c") });
  while (asked.length < 2) await new Promise(setImmediate);
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  assert.equal(asked.length, 2);
  resting.end();
  await filled;
  assert.equal(asked.length, 3);
  // The last one began to rest again: its timer would keep the process.
  resting.end();
});

test("a file that is gone and a full disk are told", async () => {
  await assert.rejects(over({}).precache.fill({ "a.css": sha256("style") }), /a\.css: the server answered 404/);
  const { precache, store } = over({ "a.css": "style" });
  store.refuses = true;
  await assert.rejects(precache.fill({ "a.css": sha256("style") }), { name: "QuotaExceededError" });
});

test("two versions lie side by side, and an update fetches only what has changed", async () => {
  const store = new Store();
  const old = { "": sha256("old home"), "a.css": sha256("style") };
  await over({ "": "old home", "a.css": "style" }, store).precache.fill(old);
  const { precache, asked } = over({ "": "new home", "a.css": "style" }, store);
  const update = { "": sha256("new home"), "a.css": sha256("style") };
  await precache.fill(update);
  assert.equal(asked.length, 1);
  assert.equal(await (await precache.find("", old[""]))?.text(), "old home");
  await precache.keepOnly([update]);
  assert.equal(await precache.find("", old[""]), undefined);
  assert.equal(await (await precache.find("", update[""]))?.text(), "new home");
  assert.equal(store.kept.size, 2);
});

test("the playground's files are asked for as the playground does", async () => {
  const { precache, asked } = over({ "a.wasm": "module" });
  await precache.fill({ "a.wasm": sha256("module") }, true);
  assert.equal(asked[0], `https://playbook.example/handbook/a.wasm?sha256=${sha256("module")} default`);
});

test("an address becomes a path of the listing", () => {
  const path = (address: string) => pathBelow(ROOT, address);
  assert.equal(path("https://playbook.example/handbook/rules/SEC03/?q=1#proof"), "rules/SEC03/");
  assert.equal(path("https://playbook.example/handbook/rules/SEC03/index.html"), "rules/SEC03/");
  assert.equal(path("https://playbook.example/handbook/"), "");
  assert.equal(path("https://playbook.example/elsewhere/"), undefined);
  assert.equal(path("https://other.example/handbook/"), undefined);
});
