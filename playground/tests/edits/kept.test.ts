import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Kept, type KeptOptions, type Shown } from "../../src/edits/kept.ts";
import { fakeDocument, type FakeElement } from "../fakes/document.ts";
import { FakeStore } from "../fakes/store.ts";

fakeDocument();

const OPTIONS: KeptOptions = { rule: "XMP01", example: "bad", version: "1" };
const ORIGINAL = "original\n";

class Page extends EventTarget {
  /** Another tab changed the storage, or the page goes, or comes back. */
  tell(type: string, more: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), more));
  }
}

interface Tab {
  readonly kept: Kept;
  readonly page: Page;
  readonly shown: Shown & { edited: boolean };
  /** Types, and waits as long as it takes to be kept. */
  type(source: string): void;
}

function open(t: TestContext, store: FakeStore | undefined, options: Partial<KeptOptions> = {}): Tab {
  const page = new Page();
  const kept = new Kept({ ...OPTIONS, ...options }, store, page);
  const shown = {
    source: kept.restored ?? ORIGINAL,
    changedLines: 1,
    get edited(): boolean {
      return this.source !== ORIGINAL;
    },
  };
  kept.follow(shown);
  const type = (source: string): void => {
    shown.source = source;
    kept.changed();
    t.mock.timers.tick(1000);
  };
  return { kept, page, shown, type };
}

function said(kept: Kept): { mark: string; other: string; button: FakeElement } {
  const element = kept.element as unknown as FakeElement;
  const [mark, other] = element.all("span");
  const [button] = element.all("button");
  return { mark: mark?.textContent ?? "", other: other?.textContent ?? "", button: button as FakeElement };
}

function timed(name: string, body: (t: TestContext) => void): void {
  test(name, (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    body(t);
  });
}

timed("what is typed is there at the next visit, and the page says so", (t) => {
  const store = new FakeStore();
  open(t, store).type("mine\n");
  const next = open(t, store);
  assert.equal(next.kept.restored, "mine\n");
  assert.match(said(next.kept).mark, /Your edit of .*: 1 line changed\./);
  assert.equal(next.kept.element.hidden, false);
});

timed("what is typed just before the page goes is kept, once", (t) => {
  const store = new FakeStore();
  const tab = open(t, store);
  tab.shown.source = "mine\n";
  tab.kept.changed();
  tab.page.tell("pagehide");
  tab.kept.close();
  t.mock.timers.tick(1000);
  assert.equal(store.length, 1);
  assert.equal(open(t, store).kept.restored, "mine\n");
});

timed("nothing is kept after the end", (t) => {
  const store = new FakeStore();
  const tab = open(t, store);
  tab.kept.close();
  tab.type("too late\n");
  tab.page.tell("pagehide");
  assert.equal(store.length, 0);
});

timed("a full storage is told of, and the edit is kept once there is room, without another change", (t) => {
  const store = new FakeStore();
  const tab = open(t, store);
  store.full = true;
  tab.type("mine\n");
  assert.match(said(tab.kept).mark, /could not be kept/);
  store.full = false;
  tab.page.tell("pagehide");
  assert.match(said(tab.kept).mark, /Your edit of/);
  assert.equal(open(t, store).kept.restored, "mine\n");
});

timed("a browser without storage is told of, and breaks nothing", (t) => {
  const tab = open(t, undefined);
  tab.type("mine\n");
  assert.match(said(tab.kept).mark, /could not be kept/);
});

timed("another tab's edit is offered, and taking it keeps both", (t) => {
  const store = new FakeStore();
  const tab = open(t, store);
  tab.type("mine\n");
  open(t, store, { source: "theirs\n" }).type("theirs, changed\n");
  tab.page.tell("storage", { key: null });
  const { other, button } = said(tab.kept);
  assert.match(other, /Another tab changed it/);
  button.onclick?.();
  assert.equal(tab.shown.source, "theirs, changed\n");
  assert.equal(store.length, 2);
});

timed("code that came with a link is kept only once it is changed", (t) => {
  const store = new FakeStore();
  const tab = open(t, store, { source: "from a link" });
  assert.equal(tab.kept.restored, "from a link\n");
  tab.page.tell("pagehide");
  assert.equal(store.length, 0);
  tab.type("from a link, changed\n");
  assert.equal(store.length, 1);
});
