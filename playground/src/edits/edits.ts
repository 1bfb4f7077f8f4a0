/**
 * The edits of one example in the browser's storage. Each tab writes under a name of its own,
 * so that none overwrites what another one keeps.
 */

/** An edit that is kept. */
export interface Edit {
  readonly id: string;
  readonly source: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /** The rule's version that was edited. */
  readonly version: string;
}

/** As much of the browser's storage as is used. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** So many edits of one example are kept. */
export const MAX_EDITS = 5;

/** Returns a name that no other tab has. */
export function freshId(): string {
  return Math.random().toString(36).slice(2, 12);
}

export class EditShelf {
  readonly #prefix: string;
  readonly #store: Store | undefined;

  constructor(prefix: string, store: Store | undefined) {
    this.#prefix = prefix;
    this.#store = store;
  }

  /** Returns what is kept, the newest first; what cannot be read is left out. */
  list(): Edit[] {
    return this.#keys()
      .flatMap((key) => parsed(key.slice(this.#prefix.length), this.#store?.getItem(key) ?? ""))
      .sort((one, other) => other.at - one.at);
  }

  /** Keeps an edit, and drops the oldest of very many; returns false if the browser refuses. */
  keep({ id, ...rest }: Edit): boolean {
    try {
      if (!this.#store) return false;
      this.#store.setItem(this.#prefix + id, JSON.stringify(rest));
    } catch {
      return false;
    }
    for (const old of this.list().slice(MAX_EDITS)) if (old.id !== id) this.forget(old.id);
    return true;
  }

  forget(id: string): void {
    this.#store?.removeItem(this.#prefix + id);
  }

  /** Says whether a name in the storage, as its events tell it, is of one of these edits. */
  holds(key: string | null): boolean {
    return key === null || key.startsWith(this.#prefix);
  }

  #keys(): string[] {
    const store = this.#store;
    const keys = Array.from({ length: store?.length ?? 0 }, (_, index) => store?.key(index) ?? "");
    return keys.filter((key) => key.startsWith(this.#prefix));
  }
}

function parsed(id: string, text: string): Edit[] {
  try {
    const { source, at, version } = JSON.parse(text) as Record<string, unknown>;
    if (typeof source !== "string" || typeof at !== "number" || typeof version !== "string") return [];
    return [{ id, source, at, version }];
  } catch {
    return [];
  }
}
