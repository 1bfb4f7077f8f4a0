/** Checks what comes from an interpreter that has run a program, which may have meddled with it. */
import type { FromWorker } from "./protocol.ts";
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

function isReport(report: Extract<FromWorker, { type: "report" }>["report"]): boolean {
  if (!Array.isArray(report.results) || typeof report.holds !== "boolean" || !isText(report.traceback)) return false;
  return report.results.every(({ source, want, got }) => isText(source) && isText(want) && isText(got));
}

function isText(text: unknown): boolean {
  return typeof text === "string" && text.length <= MOST_CHARACTERS;
}
