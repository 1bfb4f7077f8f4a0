/** What the playground says, as plain functions. */
import { shortened } from "./base/text.ts";
import type { Result } from "./protocol/protocol.ts";

/** Returns "3.2 of 9.8 MB", or "9.8 MB" where nothing is on its way. */
export function megabytes(loaded: number, total?: number): string {
  const some = (loaded / 1e6).toFixed(1);
  return total === undefined ? `${some} MB` : `${some} of ${(total / 1e6).toFixed(1)} MB`;
}

/** Returns "0.3 s". */
export function duration(seconds: number): string {
  if (seconds < 0.05) return "less than 0.1 s";
  return `${seconds.toFixed(1)} s`;
}

/** Returns the number of the last line of `filename` that the traceback names. */
export function failingLine(traceback: string, filename: string): number | undefined {
  const frames = [...traceback.matchAll(/^[\s|]*File "([^"]+)", line (\d+)/gm)];
  const own = frames.filter(([, file]) => file === filename || file?.endsWith(`/${filename}`));
  const last = own.at(-1)?.[2];
  return last === undefined ? undefined : Number(last);
}

const NAME_CHARS = 60;

/** Returns the name of the error at the end of a traceback: "ValueError". */
export function errorName(traceback: string): string {
  const lines = /^ *\+ Exception Group Traceback/m.test(traceback) ? groupLines(traceback) : traceback.split("\n");
  const frame = lines.findLastIndex((line) => /^\s+File "/.test(line));
  const raised = lines.slice(frame + 1).find((line) => /^[A-Za-z_]/.test(line));
  const name =
    /^[\w.]+/
      .exec(raised ?? "")?.[0]
      .split(".")
      .at(-1) ?? "an error";
  return shortened(name, NAME_CHARS);
}

/** Returns the lines of a group's own traceback, without those of its members. */
function groupLines(traceback: string): string[] {
  const [own = ""] = traceback.split(/^ *\+-/m, 1);
  return own.split("\n").map((line) => line.replace(/^ *[|+] ?/, ""));
}

/** Returns what a line gave, with a word for nothing. */
export function shown(text: string): string {
  return text === "" ? "nothing" : text;
}

/** Returns the sign and the word for a verdict. */
export function mark(word: Result["verdict"]): string {
  return word === "holds" ? "✓ holds" : "✗ breaks";
}

/** Returns "2 of 5 claims hold": what only sets things up is no claim. */
export function held(results: readonly Pick<Result, "kind" | "verdict">[]): string {
  const claims = results.filter(({ kind }) => kind !== "set-up");
  const number = claims.filter(({ verdict }) => verdict === "holds").length;
  return `${number} of ${count(claims.length, "claim")} ${number === 1 ? "holds" : "hold"}`;
}

/** Returns "1 line" or "3 lines"; "3 tries", if the plural is given. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Returns "3 May 2026, 14:05", in the reader's own time. */
export function dateAndTime(ms: number): string {
  return new Date(ms).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
