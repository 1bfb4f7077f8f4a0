/** Checks what comes from an interpreter that has run a program, which may have meddled with it. */
import type { Chunk, Ended, FromWorker, Job, JudgeRequest, Kind, Lacking, Report, Result, Stream } from "./protocol.ts";
import { shortened } from "../base/text.ts";

/** More than the worker lets through by itself. */
const MOST_CHARACTERS = 2_000_000;

const MEDDLED: FromWorker = {
  type: "failed",
  message: "The program broke Python itself. Run it again after a change.",
};

/** The error of a program may have a message of any length. */
const MESSAGE_CHARS = 300;

type Check = (value: unknown) => boolean;
/** A check of each field: one that has none does not compile. */
type Checks<T> = { readonly [Field in keyof T]-?: Check };
type Task = (Job | JudgeRequest)["type"];
/** What is said once Python can run programs. */
type Said = Exclude<FromWorker, { type: "hello" | "unreadable" | "unfit" | "awake" | "ready" }>;

const isKind = isOneOf<Kind>({ "set-up": true, kept: true, fault: true });

const CHUNK: Checks<Chunk> = { stream: isOneOf<Stream>({ stdout: true, stderr: true }), text: isText };

const RESULT: Checks<Result> = {
  line: Number.isSafeInteger,
  source: isText,
  want: isText,
  got: isText,
  verdict: isOneOf<Result["verdict"]>({ holds: true, breaks: true }),
  kind: isKind,
  ended: isOneOf<Ended>({
    gave: true,
    raised: true,
    "timed out": true,
    "process ended": true,
    "not reached": true,
  }),
};

const REPORT: Checks<Report> = {
  holds: isBoolean,
  proven: isBoolean,
  verdict: isText,
  broken: (value) => Array.isArray(value) && value.every(isKind),
  results: isListOf(RESULT),
  traceback: isText,
};

const SAID: { readonly [Type in Said["type"]]: Checks<Omit<Extract<Said, { type: Type }>, "type">> } = {
  lacking: { what: isOneOf<Lacking>({ module: true, function: true }) },
  output: { chunks: isListOf(CHUNK) },
  cut: {},
  got: { line: Number.isSafeInteger, got: isText },
  observed: { observed: isText },
  report: { report: isReport },
  done: { traceback: isText },
  failed: { message: isText },
};

/** What may be said of each task: who runs a program does not judge it. */
const OF_TASK: Readonly<Record<Task, readonly Said["type"][]>> = {
  run: ["lacking", "output", "cut", "failed", "done"],
  prove: ["lacking", "output", "cut", "failed", "got", "observed"],
  judge: ["lacking", "output", "cut", "failed", "report"],
};

/** Returns the message, or word of a failure if it is none that the page can show, or not of this task. */
export function checked(message: unknown, task: Task): FromWorker {
  const said = OF_TASK[task].find((type) => type === (message as Said | null | undefined)?.type);
  if (said === undefined || !fits(message, SAID[said])) return MEDDLED;
  const sound = message as Said;
  return sound.type === "failed" ? { ...sound, message: brief(sound.message) } : sound;
}

/** Returns as much of what went wrong as a status has room for. */
export function brief(message: string): string {
  return shortened(message, MESSAGE_CHARS);
}

function fits(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(checks).every(([field, check]) => check((value as Record<string, unknown>)[field]));
}

function isListOf(checks: Readonly<Record<string, Check>>): Check {
  return (value) => Array.isArray(value) && value.every((each) => fits(each, checks));
}

/** Names each word of the type: one that is missing does not compile. */
function isOneOf<Word extends string>(words: Readonly<Record<Word, true>>): Check {
  return (value) => typeof value === "string" && Object.hasOwn(words, value);
}

/** A report whose words say something else than its fields is none. */
function isReport(value: unknown): boolean {
  if (!fits(value, REPORT)) return false;
  const { holds, proven, verdict } = value as Report;
  return verdict.startsWith(holds ? "Holds" : proven ? "Breaks" : "Not proven");
}

function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.length <= MOST_CHARACTERS;
}
