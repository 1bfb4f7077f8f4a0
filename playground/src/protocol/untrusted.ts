/** Checks what comes from an interpreter that has run a program, which may have meddled with it. */
import type { Ended, FromWorker, Kind, Report, Result } from "./protocol.ts";
import { shortened } from "../base/text.ts";

/** More than the worker lets through by itself. */
const MOST_CHARACTERS = 2_000_000;

const MEDDLED: FromWorker = {
  type: "failed",
  message: "The program broke Python itself. Run it again after a change.",
};

/** The error of a program may have a message of any length. */
const MESSAGE_CHARS = 300;

/** Returns the message, or word of a failure if it is none that the page can show. */
export function checked(message: FromWorker): FromWorker {
  if (!isSound(message)) return MEDDLED;
  return message.type === "failed" ? { ...message, message: brief(message.message) } : message;
}

/** Returns as much of what went wrong as a status has room for. */
export function brief(message: string): string {
  return shortened(message, MESSAGE_CHARS);
}

function isSound(message: FromWorker): boolean {
  if (message.type === "done") return isText(message.traceback);
  if (message.type === "failed") return isText(message.message);
  if (message.type === "observed") return isText(message.observed);
  if (message.type === "got") return typeof message.line === "number" && isText(message.got);
  if (message.type === "output") return message.chunks.every(({ text }) => isText(text));
  if (message.type === "report") return isReport(message.report);
  return true;
}

const KINDS: readonly Kind[] = ["set-up", "kept", "fault"];
const ENDINGS: readonly Ended[] = ["gave", "raised", "timed out", "process ended", "not reached"];

function isReport(report: Report): boolean {
  const { holds, proven, verdict, broken, results, traceback } = report;
  if (!Array.isArray(results) || typeof holds !== "boolean" || typeof proven !== "boolean") return false;
  const word = holds ? "Holds" : proven ? "Breaks" : "Not proven";
  if (!isText(traceback) || !isText(verdict) || !verdict.startsWith(word)) return false;
  if (!Array.isArray(broken) || !broken.every((kind) => KINDS.includes(kind))) return false;
  return results.every(isResult);
}

function isResult({ source, want, got, verdict, kind, ended }: Result): boolean {
  if (!isText(source) || !isText(want) || !isText(got)) return false;
  return ["holds", "breaks"].includes(verdict) && KINDS.includes(kind) && ENDINGS.includes(ended);
}

function isText(text: unknown): boolean {
  return typeof text === "string" && text.length <= MOST_CHARACTERS;
}
