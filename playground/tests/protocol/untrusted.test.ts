import assert from "node:assert/strict";
import { test } from "node:test";
import { checked } from "../../src/protocol/untrusted.ts";

const RESULT = { line: 1, source: "f()", want: "1", got: "1", verdict: "holds", kind: "kept", ended: "gave" };
const REPORT = { holds: true, proven: true, verdict: "Holds", broken: [], results: [RESULT], traceback: "" };
const SOUND: [task: "run" | "prove" | "judge", message: object][] = [
  ["run", { type: "output", chunks: [{ stream: "stdout", text: "hello" }] }],
  ["run", { type: "cut" }],
  ["run", { type: "done", traceback: "" }],
  ["run", { type: "failed", message: "Python broke down" }],
  ["prove", { type: "got", line: 1, got: "1" }],
  ["prove", { type: "observed", observed: "{}" }],
  ["judge", { type: "report", report: REPORT }],
];

const LONG = "x".repeat(2_000_001);
const MEDDLED: [task: "run" | "prove" | "judge", message: unknown][] = [
  ["run", null],
  ["run", undefined],
  ["run", "done"],
  ["run", {}],
  ["run", { type: "no such thing" }],
  ["run", { type: "toString" }],
  ["run", { type: "ready", returns: true }],
  ["run", { type: "output" }],
  ["run", { type: "output", chunks: null }],
  ["run", { type: "output", chunks: [null] }],
  ["run", { type: "output", chunks: [{ stream: "stdin", text: "" }] }],
  ["run", { type: "output", chunks: [{ stream: "stdout", text: 1 }] }],
  ["run", { type: "done" }],
  ["run", { type: "done", traceback: LONG }],
  ["run", { type: "failed" }],
  ["prove", { type: "done", traceback: "" }],
  ["prove", { type: "got", line: Number.NaN, got: "" }],
  ["prove", { type: "got", line: "1", got: "" }],
  ["prove", { type: "observed", observed: {} }],
  // Who has run the program does not judge it.
  ["prove", { type: "report", report: REPORT }],
  ["judge", { type: "observed", observed: "{}" }],
  ["judge", { type: "report" }],
  ["judge", { type: "report", report: null }],
  ["judge", { type: "report", report: { ...REPORT, results: null } }],
  ["judge", { type: "report", report: { ...REPORT, holds: "yes" } }],
  ["judge", { type: "report", report: { ...REPORT, results: [null] } }],
  ["judge", { type: "report", report: { ...REPORT, results: [{ ...RESULT, verdict: "perhaps" }] } }],
  ["judge", { type: "report", report: { ...REPORT, results: [{ ...RESULT, line: "1" }] } }],
  ["judge", { type: "report", report: { ...REPORT, results: [{ ...RESULT, ended: "well" }] } }],
  ["judge", { type: "report", report: { ...REPORT, broken: ["none"] } }],
  ["judge", { type: "report", report: { ...REPORT, verdict: "Breaks" } }],
];

test("what is sound goes through as it is", () => {
  for (const [task, message] of SOUND) assert.deepEqual(checked(message, task), message);
});

test("everything else is word of a program that meddled", () => {
  for (const [task, message] of MEDDLED) {
    const said = checked(message, task);
    assert.ok(said.type === "failed" && /broke Python itself/.test(said.message), JSON.stringify([task, message]));
  }
});

test("word of a failure is as long as a status has room for", () => {
  const said = checked({ type: "failed", message: "y".repeat(5000) }, "run");
  assert.ok(said.type === "failed" && said.message.length < 400);
});
