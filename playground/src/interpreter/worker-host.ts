/** Makes the worker that runs Python. Nothing else knows how it is made or how to talk to it. */
import { deferred } from "../base/deferred.ts";
import type { Isolation } from "./isolation.ts";
import type {
  BootRequest,
  Content,
  FileHandover,
  FromWorker,
  Job,
  JudgeRequest,
  Lacking,
  Loan,
  Origin,
  Plan,
  SnapshotReturn,
  ToWorker,
} from "../protocol/protocol.ts";
import { brief, checked } from "../protocol/untrusted.ts";

export interface WorkerHost {
  /** The program sees nothing of the site and has no network. */
  readonly isolated: boolean;
  /** It has not broken down, nor is it closed. */
  readonly alive: boolean;
  /** Settles once Python can judge. Raises WorkerError when it cannot start. */
  readonly awake: Promise<void>;
  /** Settles once Python can run programs. Raises WorkerError when it cannot start. */
  readonly ready: Promise<void>;
  /** Hands a file over. */
  hand(path: string, content: Content): void;
  /** Says how the interpreter starts; `returned` gets the snapshot back, a new one if that is wanted, or word of its loss. */
  begin(from: Origin["from"], wanted: boolean, returned: Returned): void;
  /** Lends the snapshot to start from; nothing if there is none after all. */
  lend(snapshot: ArrayBuffer | undefined): void;
  /** Sends a job; `hear` is told of everything that comes back. */
  send(task: Job | JudgeRequest, hear: (message: FromWorker) => void): void;
  /** Ends the worker, whatever it does; a snapshot that it was lent has a moment to come back. */
  close(): void;
  /** Ends the worker at once, since what it was lent is worth nothing: what comes of that may take all memory. */
  discard(): void;
}

type Returned = (snapshot: ArrayBuffer | undefined) => void;

/** Why a worker could not start: what does not work in this browser, or else what went wrong. */
export class WorkerError extends Error {
  readonly kind: "isolation" | "modules" | "snapshot" | "files" | "functions" | "start";

  constructor(kind: WorkerError["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What a worker says as a judge, which it may be before it is ready for programs. */
const JUDGED: ReadonlySet<FromWorker["type"]> = new Set(["report", "lacking"]);
/** How long a worker may take to answer at all. */
const PATIENCE_MS = 20_000;
/** How long a worker that is closed may take to give a snapshot back. */
const RETURN_MS = 5000;

/** Makes the workers, each apart from the page if the browser can do that. */
export class Workers {
  readonly #url: URL;
  readonly #isolation: Isolation;
  #source: Promise<string> | undefined;

  /** `url` is the address of the worker's script. */
  constructor(url: URL, isolation: Isolation) {
    this.#url = url;
    this.#isolation = isolation;
  }

  /** Gets ready what every worker needs. */
  prepare(): void {
    if (this.#isolation.possible) Promise.all([this.#text(), this.#isolation.prepare()]).catch(() => undefined);
  }

  /** Returns a worker for this plan; it waits for its files. */
  async start(plan: Plan): Promise<WorkerHost> {
    const isolated = this.#isolation.possible;
    const worker = isolated ? await this.#makeIsolated() : new Worker(this.#url, { type: "module" });
    return new Host(worker, isolated ? this.#isolation : undefined, plan);
  }

  async #makeIsolated(): Promise<Worker> {
    const text = await this.#text();
    try {
      return await this.#isolation.worker(text);
    } catch (error) {
      throw new WorkerError(this.#isolation.fails() ? "isolation" : "start", String(error));
    }
  }

  #text(): Promise<string> {
    this.#source ??= fetchText(this.#url);
    this.#source.catch(() => (this.#source = undefined));
    return this.#source;
  }
}

async function fetchText(url: URL): Promise<string> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new Error("Could not load the worker: no connection");
  return response.text();
}

/** One worker; `isolation` is what keeps it apart, if anything does. */
export class Host implements WorkerHost {
  readonly isolated: boolean;
  readonly #isolation: Isolation | undefined;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #waking = deferred<void>();
  readonly #booting = deferred<void>();
  readonly #back = deferred<void>();
  #patience: ReturnType<typeof setTimeout> | undefined;
  #hear: ((message: FromWorker) => void) | undefined;
  #returned: Returned = () => undefined;
  #task: (Job | JudgeRequest)["type"] = "run";
  #lent = false;
  /** Python can run programs, whose words are not to be believed. */
  #risen = false;
  #closed = false;
  /** Why it can do nothing any more. */
  #failure: WorkerError | undefined;

  constructor(worker: Worker, isolation: Isolation | undefined, plan: Plan) {
    this.isolated = isolation !== undefined;
    this.#isolation = isolation;
    this.#worker = worker;
    // A port that only our code holds: a program cannot send results in our name.
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<FromWorker>) =>
      this.#hear && (this.#risen || JUDGED.has(data.type)) ? this.#hear(checked(data, this.#task)) : this.#boot(data);
    port1.onmessageerror = () => this.#fail("start", "Python broke down: what it said did not arrive");
    worker.onerror = (event) => {
      event.preventDefault();
      this.#breakDown(event.message || "the browser does not say why");
    };
    this.#patience = setTimeout(
      () => this.#fail("start", "Could not load the worker: it does not answer"),
      PATIENCE_MS,
    );
    this.#waking.promise.catch(() => undefined);
    this.#booting.promise.catch(() => undefined);
    // Not through the port, which copies what it transfers, and only until a program runs, which could answer too.
    worker.onmessage = ({ data }: MessageEvent<SnapshotReturn>) => this.#takeBack(data.snapshot);
    worker.onmessageerror = () => this.#takeBack(undefined);
    const request: BootRequest = { type: "boot", port: port2, plan };
    worker.postMessage(request, [port2]);
  }

  get alive(): boolean {
    return this.#failure === undefined;
  }

  get awake(): Promise<void> {
    return this.#waking.promise;
  }

  get ready(): Promise<void> {
    return this.#booting.promise;
  }

  hand(path: string, content: Content): void {
    this.#hand({ type: "file", path, content });
  }

  begin(from: Origin["from"], wanted: boolean, returned: Returned): void {
    this.#returned = returned;
    this.#post({ type: "origin", from, wanted });
  }

  lend(snapshot: ArrayBuffer | undefined): void {
    if (this.#closed && snapshot) this.#returned(snapshot);
    else this.#hand({ type: "snapshot", snapshot }, snapshot ? [snapshot] : []);
    this.#lent = !this.#closed && snapshot !== undefined;
  }

  send(task: Job | JudgeRequest, hear: (message: FromWorker) => void): void {
    this.#hear = hear;
    this.#task = task.type;
    if (this.#failure) hear({ type: "failed", message: this.#failure.message });
    else this.#post(task);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#hear = undefined;
    this.#fail("start", "Python was ended");
    // A snapshot that is lent comes back in a moment, unless the worker is broken.
    if (this.#lent) setTimeout(() => this.#end(), RETURN_MS);
    else this.#end();
  }

  discard(): void {
    this.close();
    if (this.#lent) this.#end();
  }

  #post(message: ToWorker): void {
    this.#port.postMessage(message);
  }

  #hand(message: FileHandover | Loan, transfer: Transferable[] = []): void {
    if (!this.#closed) this.#worker.postMessage(message, transfer);
  }

  #end(): void {
    this.#port.close();
    this.#worker.terminate();
    if (this.#lent) this.#returned(undefined);
    this.#lent = false;
  }

  #boot(message: FromWorker): void {
    if (message.type === "hello") this.#greet();
    else if (message.type === "awake") void this.#wake(message.returns);
    else if (message.type === "ready") void this.#rise();
    else if (message.type === "unreadable") this.#fail("modules", "a compiled module did not arrive");
    else if (message.type === "unfit") this.#fail("snapshot", message.message);
    else if (message.type === "lacking") this.#lack(message.what);
    else if (message.type === "failed") this.#fail("start", message.message);
  }

  /** A snapshot comes another way than the word that Python is awake, and may be later. */
  async #wake(returns: boolean): Promise<void> {
    if (returns) await this.#back.promise;
    this.#worker.onmessage = this.#worker.onmessageerror = null;
    this.#waking.resolve();
  }

  async #rise(): Promise<void> {
    await this.#waking.promise.catch(() => undefined);
    this.#risen = true;
    this.#booting.resolve();
  }

  #lack(what: Lacking): void {
    if (what === "module") this.#fail("files", "a module was not sent along");
    else this.#fail("functions", "a function was not sent along");
  }

  #greet(): void {
    this.#answered();
    this.#isolation?.works();
  }

  #answered(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  /** Takes a snapshot that comes back, or a new one; nothing if the page has no room for it. */
  #takeBack(snapshot: ArrayBuffer | undefined): void {
    this.#lent = false;
    this.#back.resolve();
    this.#returned(snapshot);
    if (this.#closed) this.#end();
  }

  /** An error before the first answer is the browser's refusal; later ones may be the program's doing. */
  #breakDown(why: string): void {
    const refused = this.#patience !== undefined;
    const isolation = refused && this.#isolation?.fails();
    this.#fail(
      isolation ? "isolation" : "start",
      `${refused ? "Could not load the worker" : "Python broke down"}: ${why}`,
    );
  }

  #fail(kind: WorkerError["kind"], message: string): void {
    const short = brief(message);
    this.#answered();
    this.#failure ??= new WorkerError(kind, short);
    this.#waking.reject(this.#failure);
    this.#booting.reject(this.#failure);
    this.#hear?.({ type: "failed", message: short });
  }
}
