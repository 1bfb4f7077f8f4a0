/** The worker: starts Python from the bytes that it is given, runs and proves programs, never asks the network. */
import { boot, type Session } from "./boot.ts";
import { Outlet } from "./flood.ts";
import type { BootRequest, FromWorker, Job, Report, Result } from "./protocol.ts";

let booted = false;

self.onmessage = ({ data }: MessageEvent<BootRequest>) => {
  // Once only, and never again: the port is all that is listened to from here on.
  if (!booted) void serve(data);
  booted = true;
};

async function serve(request: BootRequest): Promise<void> {
  const { port } = request;
  const post = (message: FromWorker): void => port.postMessage(message);
  const outlet = new Outlet({
    output: (stream, text) => post({ type: "output", stream, text }),
    cut: () => post({ type: "cut" }),
  });
  try {
    const session = await boot(request, (stream, bytes) => outlet.write(stream, bytes));
    port.onmessage = ({ data }: MessageEvent<Job>) => work(session, data, outlet, post);
    outlet.reset();
    post({ type: "ready" });
  } catch (error) {
    post({ type: "failed", message: `Python could not start: ${lastLine(error)}` });
  }
}

function work(session: Session, job: Job, outlet: Outlet, post: (message: FromWorker) => void): void {
  outlet.reset();
  try {
    const answer = job.type === "run" ? run(session, job) : prove(session, job, outlet, post);
    outlet.flush();
    post(answer);
  } catch (error) {
    outlet.flush();
    post({ type: "failed", message: `Python ended: ${lastLine(error)}` });
  }
}

function run(session: Session, job: Extract<Job, { type: "run" }>): FromWorker {
  return { type: "done", traceback: session.run(job.source, job.filename) };
}

function prove(
  session: Session,
  job: Extract<Job, { type: "prove" }>,
  outlet: Outlet,
  post: (message: FromWorker) => void,
): FromWorker {
  const emit = (result: string): void => {
    outlet.flush();
    post({ type: "result", result: JSON.parse(result) as Result });
  };
  return { type: "report", report: JSON.parse(session.prove(job.proof, job.source, job.filename, emit)) as Report };
}

/** Returns what is wrong; an error of Python's has its whole traceback before that. */
function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trimEnd().split("\n").at(-1) ?? text;
}
