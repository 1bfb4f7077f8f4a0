/** A shelf in memory, which answers when the test says so. */
import { deferred } from "../../src/base/deferred.ts";
import type { Coming } from "../../src/snapshots/shelf.ts";
import type { Place } from "../../src/snapshots/shelf-messages.ts";
import type { Shelf } from "../../src/snapshots/snapshots.ts";

/** Returns a place of this name. */
export function placeCalled(name: string): Place {
  return { cache: "cache", family: "family", name, engine: "engine" };
}

export class FakeShelf implements Shelf {
  readonly stored = new Map<string, ArrayBuffer>();
  readonly loads: string[] = [];
  readonly saves: string[] = [];
  /** What is stored is not what was once put there. */
  damaged = false;
  /** The browser does not remove what it is asked to. */
  keepsAll = false;
  /** Until it is resolved nothing is loaded or saved. */
  gate = deferred<void>();

  constructor(open = true) {
    if (open) this.gate.resolve();
  }

  async load({ name }: Place): Promise<Coming | undefined> {
    this.loads.push(name);
    await this.gate.promise;
    const bytes = this.stored.get(name);
    return bytes && { bytes: Promise.resolve(bytes.slice(0)), sound: Promise.resolve(!this.damaged) };
  }

  async save({ name }: Place, snapshot: ArrayBuffer): Promise<ArrayBuffer> {
    this.saves.push(name);
    await this.gate.promise;
    this.stored.set(name, snapshot.slice(0));
    return snapshot;
  }

  async remove({ name }: Place): Promise<void> {
    await this.gate.promise;
    if (!this.keepsAll) this.stored.delete(name);
  }
}
