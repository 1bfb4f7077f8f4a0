/** The reader's answers in the browser's storage, each question under a name of its own, so that no tab overwrites another's. */
import * as v from "valibot";
import type { Store } from "../edits/edits.ts";
import { SITE } from "../site.ts";
import { Answered, answeredAgain } from "./schedule.ts";

/** How the names of all answers begin: another site may live on the same origin. */
export const PREFIX = `playbook week ${SITE.pathname} `;

export class Progress {
  readonly #store: Store | undefined;
  readonly #now: () => number;
  /** What the storage does not take; it is forgotten with the page. */
  readonly #unkept = new Map<string, Answered>();

  constructor(store: Store | undefined, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /** Whether the browser takes what is to be kept. */
  get keeps(): boolean {
    return this.#store !== undefined && this.#unkept.size === 0;
  }

  get now(): number {
    return this.#now();
  }

  /** Returns what is kept of a question; what cannot be read is as if it had never been answered. */
  of(question: string): Answered | undefined {
    return this.#unkept.get(question) ?? parsed(this.#store?.getItem(PREFIX + question) ?? "");
  }

  /** Returns every answer by the question's ID, also of questions that this version of the site does not have. */
  all(): Map<string, Answered> {
    const names = Array.from({ length: this.#store?.length ?? 0 }, (_, index) => this.#store?.key(index) ?? "");
    const kept = names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
    return new Map(
      [...kept, ...this.#unkept.keys()].flatMap((question) => {
        const answered = this.of(question);
        return answered ? [[question, answered] as const] : [];
      }),
    );
  }

  /** Notes an answer, and returns what is known of the question now. */
  answer(question: string, right: boolean): Answered {
    const answered = answeredAgain(this.of(question), right, this.#now());
    this.keep(question, answered);
    return answered;
  }

  /** Keeps what is known of a question; returns false if the browser refuses. */
  keep(question: string, answered: Answered): boolean {
    try {
      if (!this.#store) throw new Error("no storage");
      this.#store.setItem(PREFIX + question, JSON.stringify(answered));
      this.#unkept.delete(question);
      return true;
    } catch {
      this.#unkept.set(question, answered);
      return false;
    }
  }

  /** Forgets every answer. */
  reset(): void {
    for (const question of this.all().keys()) this.#store?.removeItem(PREFIX + question);
    this.#unkept.clear();
  }
}

function parsed(text: string): Answered | undefined {
  try {
    const read = v.safeParse(Answered, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
