/** What pages and the service worker say to each other about what is kept. */
import type { Part } from "./addresses.ts";

export type ToKeeper =
  /** A part was used; of the playground it was with these requirements. */
  | { readonly type: "keep"; readonly part: Part; readonly requires?: readonly string[] }
  /** All of the playground is wanted; word of it comes back. */
  | { readonly type: "keep all" }
  /** The reader waits for a program, and has got what it gave. */
  | { readonly type: "rest" }
  | { readonly type: "go on" }
  | { readonly type: "stop" }
  | { readonly type: "drop" };

export type FromKeeper =
  | { readonly type: "progress"; readonly loaded: number; readonly total: number }
  /** It has come to an end; the message says why before all was done. */
  | { readonly type: "end"; readonly message?: string };
