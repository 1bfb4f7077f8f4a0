/** All edits of this browser as one JSON file, and back again. */
import * as v from "valibot";
import { EditShelf, freshId, MAX_EDITS, type Store } from "./edits.ts";
import { editPrefix, placeOfEdit } from "./edit-key.ts";

/** It changes when a reader of the file would have to. */
const VERSION = 1;
const FORMAT = "backend-playbook edits";
const MOST_CHARACTERS = 200_000;
const MOST_EDITS = 5000;

const Head = v.object({ format: v.literal(FORMAT), version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

const Edit = v.strictObject({
  rule: v.pipe(v.string(), v.regex(/^([A-Z]{2,4}[0-9]{2})?$/)),
  example: v.picklist(["bad", "good", "code"]),
  source: v.pipe(v.string(), v.maxLength(MOST_CHARACTERS)),
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  version: v.pipe(v.string(), v.maxLength(100)),
});

const EditsFile = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  edits: v.pipe(v.array(Edit), v.maxLength(MOST_EDITS)),
});

/** What came of an import; an edit that was there already is not taken again. */
export interface Imported {
  readonly taken: number;
  readonly known: number;
  /** For which there is no room: as many edits of the example are kept as can be, or the browser is full. */
  readonly left: number;
}

/** A file that is not imported; the message is for the reader. */
export class EditsFileError extends Error {}

/** Returns the text of the file with every edit that is kept. */
export function exported(store: Store): string {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
  const places = keys.flatMap((key) => placeOfEdit(key) ?? []);
  const shelves = new Map(places.map((place) => [editPrefix(place.rule, place.example), place]));
  const edits = [...shelves].flatMap(([prefix, place]) =>
    new EditShelf(prefix, store).list().map(({ source, at, version }) => ({ ...place, source, at, version })),
  );
  return `${JSON.stringify({ format: FORMAT, version: VERSION, edits }, undefined, 2)}\n`;
}

/** Puts the edits of the file beside those that are kept. Raises EditsFileError, and then nothing has changed. */
export function imported(text: string, store: Store): Imported {
  const counted = { taken: 0, known: 0, left: 0 };
  for (const { rule, example, ...edit } of read(text)) {
    const shelf = new EditShelf(editPrefix(rule, example), store);
    const kept = shelf.list();
    if (kept.some(({ source }) => source === edit.source)) counted.known += 1;
    else if (kept.length < MAX_EDITS && shelf.keep({ id: freshId(), ...edit })) counted.taken += 1;
    else counted.left += 1;
  }
  return counted;
}

function read(text: string): v.InferOutput<typeof EditsFile>["edits"] {
  const data = parsed(text);
  const head = v.safeParse(Head, data);
  if (!head.success) throw new EditsFileError("This is no file of edits from this playbook. Nothing was changed.");
  if (head.output.version > VERSION) {
    throw new EditsFileError(
      "This file comes from a later version of the playbook. Reload the page and import it again. Nothing was changed.",
    );
  }
  const file = v.safeParse(EditsFile, data);
  if (file.success) return file.output.edits;
  const [issue] = file.issues;
  const where = v.getDotPath(issue) ?? "the file";
  throw new EditsFileError(`This file of edits is damaged, at ${where}: ${issue.message}. Nothing was changed.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EditsFileError(
      "This file cannot be read: it is no JSON, or a part of it is missing. Nothing was changed.",
    );
  }
}
