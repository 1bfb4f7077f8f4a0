/** What the page and the worker that keeps snapshots say to each other. */

/** Where a snapshot is kept: it fits this version of the site, this plan and this browser alone. */
export interface Place {
  /** The cache of this version, and how the caches of all versions begin. */
  readonly cache: string;
  readonly family: string;
  /** The address of the snapshot, and how those of this browser begin. */
  readonly name: string;
  readonly engine: string;
}

export type ToShelf =
  | { readonly type: "load"; readonly place: Place }
  | { readonly type: "save"; readonly place: Place; readonly snapshot: ArrayBuffer };

export type FromShelf =
  | { readonly type: "snapshot"; readonly snapshot: ArrayBuffer }
  /** Whether the snapshot that was sent is the one that was stored. */
  | { readonly type: "checked"; readonly sound: boolean }
  | { readonly type: "done" };
