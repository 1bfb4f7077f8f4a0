/** All edits of this browser as one JSON file, and back again. */
import * as v from "valibot";
import { readJsonFile, type Imported } from "../base/json-file.ts";
import { EditShelf, freshId, MAX_EDITS, type Store } from "./edits.ts";
import { editPrefix, placeOfEdit } from "./edit-key.ts";

/** It changes when a reader of the file would have to. */
const VERSION = 1;
const FORMAT = "backend-playbook edits";
const MOST_CHARACTERS = 200_000;
const MOST_EDITS = 5000;

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

/** Puts the edits of the file beside those that are kept. Raises JsonFileError, and then nothing has changed. */
export function imported(text: string, store: Store): Imported {
  const counted = { taken: 0, known: 0, left: 0 };
  const { edits } = readJsonFile(text, { what: "edits", format: FORMAT, version: VERSION, schema: EditsFile });
  for (const { rule, example, ...edit } of edits) {
    const shelf = new EditShelf(editPrefix(rule, example), store);
    const kept = shelf.list();
    if (kept.some(({ source }) => source === edit.source)) counted.known += 1;
    else if (kept.length < MAX_EDITS && shelf.keep({ id: freshId(), ...edit })) counted.taken += 1;
    else counted.left += 1;
  }
  return counted;
}
