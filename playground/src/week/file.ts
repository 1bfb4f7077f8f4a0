/** All answers of this browser as one JSON file, and back again. */
import * as v from "valibot";
import { readJsonFile, type Imported } from "../base/json-file.ts";
import type { Progress } from "./progress.ts";
import { Answered } from "./schedule.ts";

const VERSION = 1;
const FORMAT = "backend-playbook week";
const MOST_ANSWERS = 5000;

const Answer = v.strictObject({
  question: v.pipe(v.string(), v.regex(/^Q-[A-Z]{2,4}[0-9]{2}-[1-9][0-9]?$/)),
  ...Answered.entries,
});

const AnswersFile = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  answers: v.pipe(v.array(Answer), v.maxLength(MOST_ANSWERS)),
});

/** Returns the text of the file with every answer that is kept. */
export function exported(progress: Progress): string {
  const answers = [...progress.all()].map(([question, answered]) => ({ question, ...answered }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, answers }, undefined, 2)}\n`;
}

/** Takes the newer answer to each question. Raises JsonFileError, and then nothing has changed. */
export function imported(text: string, progress: Progress): Imported {
  const file = readJsonFile(text, { what: "answers", format: FORMAT, version: VERSION, schema: AnswersFile });
  const counted = { taken: 0, known: 0, left: 0 };
  for (const { question, ...answered } of file.answers) {
    const here = progress.of(question);
    if (here && here.at >= answered.at) counted.known += 1;
    else if (progress.keep(question, answered)) counted.taken += 1;
    else counted.left += 1;
  }
  return counted;
}
