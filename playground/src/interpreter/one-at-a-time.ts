/** One interpreter at a time: it serves all code that its packages suffice for, and one with others replaces it. */
import { covers, served, type Manifest } from "../data/needs.ts";
import { guessRequires } from "./imports.ts";
import type { Interpreter } from "./interpreter.ts";

/** What is known of the site and of the device. */
export interface Knowledge {
  manifest(): Promise<Manifest>;
  /** Returns what each snapshot of an earlier visit serves. */
  kept(): Promise<string[][]>;
  savesData(): boolean;
  hasRoomForTwo(requires: readonly string[]): boolean;
  /** Begins to bring the files of an interpreter. */
  fetchAhead(requires: readonly string[]): Promise<void>;
}

export class OneAtATime {
  readonly #known: Knowledge;
  readonly #make: (requires: readonly string[]) => Interpreter;
  #current: Interpreter | undefined;
  /** How often all was ended: what was looked up before that is not wanted any more. */
  #ends = 0;

  constructor(known: Knowledge, make: (requires: readonly string[]) => Interpreter) {
    this.#known = known;
    this.#make = make;
  }

  /** Returns the interpreter for `source`: with the packages that are required, and those that it imports besides. */
  async interpreterOf(source: string, requires: readonly string[]): Promise<Interpreter> {
    const manifest = await this.#known.manifest();
    const stored = await this.#known.kept().catch(() => []);
    const wanted = wantedFor(manifest, source, requires);
    const { requires: have } = this.#current ?? {};
    if (this.#current && have && wanted.every((name) => covers(manifest, have, name))) return this.#current;
    this.#current?.close();
    this.#current = this.#make(served(manifest, stored, wanted));
    return this.#current;
  }

  /** Goes on with what stands by, if anything does. */
  goOn(): void {
    this.#current?.proceed();
  }

  /** Begins to load Python for `source`, unless the page has an interpreter already or the reader saves data. */
  async warmUp(source: string, requires: readonly string[]): Promise<void> {
    if (this.#current) this.goOn();
    else if (!this.#known.savesData()) await this.#prepare(source, requires, (one) => one.warm());
  }

  /** Begins to bring the files that `source` needs, and nothing else, for a reader who looks at it. */
  async bringAhead(source: string, requires: readonly string[]): Promise<void> {
    if (this.#current || this.#known.savesData()) return;
    const manifest = await this.#known.manifest();
    const stored = await this.#known.kept().catch(() => []);
    await this.#known.fetchAhead(served(manifest, stored, wantedFor(manifest, source, requires)));
  }

  /** Has Python stand by for `source`, which a reader who ran something at an earlier visit may well run. */
  async standBy(source: string, requires: readonly string[]): Promise<void> {
    if (this.#current || this.#known.savesData() || !this.#known.hasRoomForTwo(requires)) return;
    await this.#prepare(source, requires, (one) => one.standBy());
  }

  /** Ends the interpreter and what it does. */
  close(): void {
    this.#ends += 1;
    this.#current?.close();
    this.#current = undefined;
  }

  /** Prepares the interpreter that `source` needs, unless all is ended before it is known which one that is. */
  async #prepare(
    source: string,
    requires: readonly string[],
    way: (interpreter: Interpreter) => void | Promise<void>,
  ): Promise<void> {
    const ends = this.#ends;
    const interpreter = await this.interpreterOf(source, requires);
    if (ends === this.#ends) await way(interpreter);
  }
}

/** Returns the requirements of a program: those that are told, and what it imports besides. */
function wantedFor(manifest: Manifest, source: string, requires: readonly string[]): string[] {
  const guessed = guessRequires(source, manifest.imports, manifest.rest);
  return [...requires, ...guessed.filter((name) => !covers(manifest, requires, name))];
}
