/** The worker: makes an interpreter from what it is given, runs programs and judges others, never asks the network. */
import { boot, LackingError, UnfitError, type Session, type Whole } from "./boot.ts";
import { deferred } from "../base/deferred.ts";
import { Outlet } from "./flood.ts";
import { Inbox } from "./inbox.ts";
import { forbidWorkers, muteConsole } from "./mute.ts";
import { fetchScripts } from "./python.ts";
import type {
  BootRequest,
  FileHandover,
  FromWorker,
  Job,
  JudgeRequest,
  Loan,
  Origin,
  Report,
  SnapshotReturn,
} from "../protocol/protocol.ts";

type Task = Job | JudgeRequest;
type Post = (message: FromWorker) => void;

const inbox = new Inbox();
const loan = deferred<ArrayBuffer | undefined>();
let booted = false;

self.onmessage = ({ data }: MessageEvent<BootRequest | FileHandover | Loan>) => {
  if (data.type === "file") inbox.put(data.path, data.content);
  else if (data.type === "snapshot") loan.resolve(data.snapshot);
  else if (!booted) void serve(data);
  booted = true;
};

async function serve({ port, plan }: BootRequest): Promise<void> {
  // Bound before any program runs: one that replaces the prototype's method does not get hold of the port.
  const post = port.postMessage.bind(port) as Post;
  const outlet = new Outlet({ output: (chunks) => post({ type: "output", chunks }), cut: () => post({ type: "cut" }) });
  const origin = deferred<Origin>();
  port.onmessage = ({ data }: MessageEvent<Origin>) => origin.resolve(data);
  self.onmessageerror = () => post({ type: "unreadable" });
  post({ type: "hello" });
  fetchScripts(inbox);
  try {
    let returns = false;
    const { session, whole } = await boot(plan, inbox, await origin.promise, loan.promise, {
      write: (stream, bytes) => outlet.write(stream, bytes),
      lacking: (what) => post({ type: "lacking", what }),
      snapshot: (snapshot) => {
        returns = true;
        self.postMessage({ snapshot } satisfies SnapshotReturn, { transfer: [snapshot] });
      },
    });
    let around: Whole | undefined;
    let used = false;
    port.onmessage = ({ data }: MessageEvent<Task>) => {
      const program = data.type !== "judge";
      void work(session, data, used && program ? around : undefined, outlet, post);
      used ||= program;
    };
    post({ type: "awake", returns });
    around = await whole;
    // From here on nothing is heard but through the port, which no program holds.
    self.onmessage = self.onmessageerror = null;
    outlet.reset();
    muteConsole();
    forbidWorkers();
    hearErrors(outlet, post);
    post({ type: "ready" });
  } catch (error) {
    if (error instanceof UnfitError) post({ type: "unfit", message: lastLine(error) });
    else if (error instanceof LackingError) post({ type: "lacking", what: "module" });
    else post({ type: "failed", message: `Python could not start: ${lastLine(error)}` });
  }
}

/** Tells of errors through the port: the browser's own word of them may overtake what a program wrote before. */
function hearErrors(outlet: Outlet, post: Post): void {
  self.addEventListener("error", (event) => {
    event.preventDefault();
    outlet.flush();
    post({ type: "failed", message: `Python broke down: ${event.message}` });
  });
}

/** Does the task; what an earlier program `left` around Python is made as new before it. */
async function work(session: Session, task: Task, left: Whole | undefined, outlet: Outlet, post: Post): Promise<void> {
  outlet.reset();
  try {
    await left?.refresh();
    const answer = perform(session, task, outlet, post);
    outlet.flush();
    post(answer);
  } catch (error) {
    outlet.flush();
    post({ type: "failed", message: `Python ended: ${lastLine(error)}` });
  }
}

function perform(session: Session, task: Task, outlet: Outlet, post: Post): FromWorker {
  if (task.type === "run") return { type: "done", traceback: session.run(task.source, task.filename) };
  if (task.type === "prove") return observe(session, task, outlet, post);
  return { type: "report", report: JSON.parse(session.judge(task.proof, task.observed, task.side)) as Report };
}

/** The program does not see what the proof wants, nor is it asked whether it gave that. */
function observe(
  session: Session,
  { proof, source, filename }: Extract<Job, { type: "prove" }>,
  outlet: Outlet,
  post: Post,
): FromWorker {
  const prompts = session.prompts(proof);
  let left = (JSON.parse(prompts) as unknown[]).length;
  const emit = (line: number, got: string): void => {
    // A program may have got hold of this function.
    if (left-- <= 0) return;
    outlet.flush();
    post({ type: "got", line, got });
  };
  return { type: "observed", observed: session.observe(prompts, source, filename, emit) };
}

/** Returns what is wrong; an error of Python's has its whole traceback before that. */
function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trimEnd().split("\n").at(-1) ?? text;
}
