/** A JSON file that the reader takes along from this site, read back: what is no such file is said, and nothing is lost. */
import * as v from "valibot";

/** A file that is not read; the message is for the reader. */
export class JsonFileError extends Error {}

export interface JsonFile<Schema extends v.GenericSchema> {
  /** What is in the file, as the messages call it: "edits". */
  readonly what: string;
  /** What the file says of itself in `format`. */
  readonly format: string;
  /** It changes when a reader of the file would have to. */
  readonly version: number;
  readonly schema: Schema;
}

/** What came of taking a file in; what was here already, as new or newer, is not taken again. */
export interface Imported {
  readonly taken: number;
  readonly known: number;
  /** For which there is no room: as many are kept as can be, or the browser is full. */
  readonly left: number;
}

const UNCHANGED = "Nothing was changed.";
const Version = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Returns what the file holds. Raises JsonFileError for one that is broken, another's, older or newer. */
export function readJsonFile<Schema extends v.GenericSchema>(
  text: string,
  { what, format, version, schema }: JsonFile<Schema>,
): v.InferOutput<Schema> {
  const data = parsed(text);
  const head = v.safeParse(v.object({ format: v.literal(format), version: Version }), data);
  if (!head.success) throw new JsonFileError(`This is no file of ${what} from this playbook. ${UNCHANGED}`);
  if (head.output.version !== version) throw new JsonFileError(otherVersion(head.output.version > version));
  const file = v.safeParse(schema, data);
  if (file.success) return file.output;
  const [issue] = file.issues;
  const where = v.getDotPath(issue) ?? "the file";
  throw new JsonFileError(`This file of ${what} is damaged, at ${where}: ${issue.message}. ${UNCHANGED}`);
}

function otherVersion(later: boolean): string {
  return later
    ? `This file comes from a later version of the playbook. Reload the page and import it again. ${UNCHANGED}`
    : `This file comes from an earlier version of the playbook, which this one no longer reads. ${UNCHANGED}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonFileError(`This file cannot be read: it is no JSON, or a part of it is missing. ${UNCHANGED}`);
  }
}
