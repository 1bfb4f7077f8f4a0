/** The life of the page's interpreters: one does one job and ends, and the next stands ready, as clean as the first. */
import { pause } from "../base/pause.ts";
import type { FromWorker, Job, Lacking, ProveRequest } from "../protocol/protocol.ts";
import type { Startup } from "./startup.ts";
import { Ticket, type Lack, type Listener, type Observation, type Outcome } from "./ticket.ts";
import type { WorkerHost } from "./worker-host.ts";

/** A job that was handed in. */
export interface Handle {
  readonly outcome: Promise<Outcome>;
  stop(): void;
}

/** What interpreters are made with, and where they live. */
export interface Surroundings {
  readonly page: Pick<Document, "hidden" | "addEventListener">;
  /** Begins to bring Python up; see `Attempts`. */
  startUp(requires: readonly string[], onPhase: () => void, standBy: boolean): Startup;
  /** Says whether an earlier visit left all that is needed to start. */
  canStandBy(requires: readonly string[]): Promise<boolean>;
  hasRoomForTwo(requires: readonly string[]): boolean;
  /** Returns the requirements with every module of their packages and of the standard library. */
  wholly(requires: readonly string[]): Promise<readonly string[]>;
  /** Sees to it that those that come up from now on have every function of WebAssembly. */
  bringWhole(): void;
  /** Stores the snapshot, if there is a new one. */
  saveNew(): void;
}

/** An interpreter that can do a job, or judge. */
interface Ready {
  readonly kind: "ready";
  readonly startup: Startup;
  readonly host: WorkerHost;
}

/** How long a program runs before the next interpreter is made beside it. */
const SPARE_MS = 1000;

const LOST = "The program broke Python itself. Run it again after a change.";
const REFUSED = "This browser cannot run a program apart from the page, so code from a link is not run here";

export class Interpreter {
  #requires: readonly string[];
  readonly #around: Surroundings;
  readonly #queue: Ticket[] = [];
  readonly #closed = new AbortController();
  #current: Ticket | undefined;
  /** The one that comes up or stands ready. */
  #next: Startup | undefined;
  #running = false;
  /** Has every function of WebAssembly. */
  #whole = false;
  /** Brings back what was ended because nobody sees the page. */
  #resume: (() => void) | undefined;

  constructor(requires: readonly string[], around: Surroundings) {
    this.#requires = requires;
    this.#around = around;
    const { page } = around;
    page.addEventListener("visibilitychange", () => this.#seen(!page.hidden), { signal: this.#closed.signal });
  }

  /** What its programs may import; more, once one of them asked for more. */
  get requires(): readonly string[] {
    return this.#requires;
  }

  /** Brings Python up in the background, so that a later job finds it ready. */
  warm(): void {
    if (this.#over) return;
    // A job that comes later hears of the failure; the background has nobody to tell.
    this.#bringUp().host.catch(() => undefined);
  }

  /** Prepares the background as far as it takes little memory, if nothing has to be fetched for it. */
  async standBy(): Promise<void> {
    const able = await this.#around.canStandBy(this.#requires);
    if (!able || this.#current || this.#over) return;
    if (this.#around.page.hidden) this.#resume = () => this.#standByAgain();
    else this.#next ??= this.#begin(true);
  }

  /** Goes on with what stands by, or begins, unless a job is being done. */
  proceed(): void {
    if (!this.#current) this.warm();
  }

  /** Hands in a job; it runs after those that were handed in before. */
  submit(job: Job, listener: Listener): Handle {
    const ticket = new Ticket(job, listener);
    if (this.#over) ticket.settle({ kind: "stopped", seconds: 0 });
    else this.#queue.push(ticket);
    if (this.#current) listener.phase({ name: "waiting" });
    else void this.#drain();
    return { outcome: ticket.outcome, stop: () => this.#stop(ticket) };
  }

  /** Ends everything for good. */
  close(): void {
    this.#closed.abort();
    const tickets = this.#queue.splice(0);
    if (this.#current) tickets.push(this.#current);
    for (const ticket of tickets) ticket.settle({ kind: "stopped", seconds: ticket.seconds });
    this.#discard();
  }

  get #over(): boolean {
    return this.#closed.signal.aborted;
  }

  /** Stands by once more; whether that works out, nobody waits for. */
  #standByAgain(): void {
    this.standBy().catch(() => undefined);
  }

  #bringUp(): Startup {
    this.#next ??= this.#begin(false);
    this.#next.proceed();
    return this.#next;
  }

  #begin(standBy: boolean): Startup {
    const startup = this.#around.startUp(this.#requires, () => this.#tell(), standBy);
    startup.host.catch(() => {
      if (this.#next === startup) this.#next = undefined;
    });
    return startup;
  }

  /** Tells whoever waits how far the next interpreter is. */
  #tell(): void {
    if (this.#next && this.#current && !this.#current.settled && !this.#running)
      this.#current.listener.phase(this.#next.phase);
  }

  async #drain(): Promise<void> {
    for (let ticket = this.#queue.shift(); ticket; ticket = this.#queue.shift()) {
      if (ticket.settled) continue;
      this.#current = ticket;
      await this.#work(ticket);
      this.#current = undefined;
    }
  }

  async #work(ticket: Ticket): Promise<void> {
    while (await this.#works(ticket)) {
      ticket.renew();
    }
  }

  /** Does the job; returns whether it must be done anew, with more than there was. */
  async #works(ticket: Ticket): Promise<boolean> {
    try {
      const found = await this.#ready(ticket, "host");
      if (ticket.settled || found.kind !== "ready") return false;
      if (ticket.job.foreign && !found.host.isolated) throw new Error(REFUSED);
      this.#next = undefined;
      this.#running = true;
      const what = await this.#run(ticket, found);
      return what !== undefined && (await this.#getMore(ticket, what));
    } catch (error) {
      ticket.settle({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
      return false;
    } finally {
      this.#running = false;
    }
  }

  /** Sees to it that the next interpreter has all of it; a program that says it needs more all the same is lying. */
  async #getMore(ticket: Ticket, what: Lacking): Promise<boolean> {
    this.#discard();
    const more = what === "module" ? await this.#getModules() : this.#getFunctions();
    if (!more) ticket.settle({ kind: "failed", message: LOST });
    return more && !ticket.settled;
  }

  async #getModules(): Promise<boolean> {
    const whole = await this.#around.wholly(this.#requires);
    const more = whole.length > this.#requires.length;
    this.#requires = whole;
    return more;
  }

  #getFunctions(): boolean {
    const more = !this.#whole;
    this.#whole = true;
    this.#around.bringWhole();
    return more;
  }

  /** Returns the next interpreter once it is there, or how the ticket ended before that. */
  async #ready(ticket: Ticket, role: "host" | "judge", replaced = false): Promise<Ready | Outcome> {
    const startup = this.#bringUp();
    this.#tell();
    const ready = startup[role].then((host) => ({ kind: "ready", startup, host }) as const);
    const first = await Promise.race([ready, ticket.outcome]);
    if (first.kind !== "ready" || first.host.alive || replaced) return first;
    // It broke down while it stood ready.
    this.#discard();
    return this.#ready(ticket, role, true);
  }

  /** Has the host do the job; then it ends, unless nothing could take its place. Returns what lacked, if anything. */
  async #run(ticket: Ticket, { startup, host }: Ready): Promise<Lacking | undefined> {
    ticket.listener.phase({ name: "running", isolated: host.isolated });
    ticket.started();
    host.send(ticket.job, (message) => hear(ticket, message));
    const spare = setTimeout(
      () => this.#renews(ticket.job, startup) && this.#around.hasRoomForTwo(this.#requires) && this.#prepare(),
      ticket.job.type === "prove" ? 0 : SPARE_MS,
    );
    const end = await Promise.race([ticket.outcome, ticket.observed, ticket.lacked]);
    clearTimeout(spare);
    if (end.kind === "lacking") {
      startup.cancel();
      return end.what;
    }
    this.#around.saveNew();
    // What came of it is shown first.
    await pause();
    this.#follow(ticket, startup, end);
    if (end.kind !== "observed" || ticket.job.type !== "prove") return undefined;
    return this.#judge(ticket, ticket.job, end.observed);
  }

  /** Says whether another interpreter comes after the job. */
  #renews(job: Job, startup: Startup): boolean {
    return startup.renewable() && !(job.type === "prove" && job.followed);
  }

  /** Sees to it that an interpreter stands ready after the one that did the job. */
  #follow(ticket: Ticket, startup: Startup, { kind }: Outcome | Observation): void {
    const usable = kind === "done" || (kind === "observed" && !ticket.job.foreign);
    if (usable && !this.#next && !this.#renews(ticket.job, startup) && !this.#over) this.#next = startup;
    else {
      startup.cancel();
      if (kind !== "failed") this.#prepare();
    }
  }

  /** Has the next interpreter judge: it has not seen the program, and text alone does not spoil it. */
  async #judge(ticket: Ticket, { proof, side = "good" }: ProveRequest, observed: string): Promise<Lacking | undefined> {
    if (ticket.settled) return undefined;
    const found = await this.#ready(ticket, "judge");
    if (found.kind !== "ready") return undefined;
    found.host.send({ type: "judge", proof, side, observed }, (message) => hear(ticket, message));
    const end: Outcome | Lack = await Promise.race([ticket.outcome, ticket.lacked]);
    // Its answer must not be taken for another's.
    if (end.kind !== "proven") this.#discard();
    return end.kind === "lacking" ? end.what : undefined;
  }

  #prepare(): void {
    if (this.#over) return;
    if (this.#around.page.hidden) this.#resume = () => this.warm();
    else this.warm();
  }

  /** Nothing stands ready for a page that nobody sees. */
  #seen(visible: boolean): void {
    if (visible) {
      const resume = this.#resume;
      this.#resume = undefined;
      // After a job the next one is made ready anyway.
      if (!this.#current) resume?.();
    } else if (!this.#current && this.#next?.renewable()) {
      this.#resume = this.#next.standingBy ? () => this.#standByAgain() : () => this.warm();
      this.#discard();
    }
  }

  #stop(ticket: Ticket): void {
    if (ticket.settled) return;
    const loading = ticket === this.#current && !this.#running && this.#next?.phase.name === "loading";
    ticket.settle({ kind: "stopped", seconds: ticket.seconds });
    if (loading) this.#discard();
  }

  #discard(): void {
    this.#next?.cancel();
    this.#next = undefined;
  }
}

function hear(ticket: Ticket, message: FromWorker): void {
  if (ticket.settled || ticket.lacks) return;
  const { listener, seconds } = ticket;
  switch (message.type) {
    case "output":
      return listener.output(message.chunks);
    case "cut":
      return listener.cut();
    case "got":
      return listener.got(message.line, message.got);
    case "lacking":
      return ticket.lack(message.what);
    case "observed":
      return ticket.observe(message.observed);
    case "report":
      return ticket.settle({ kind: "proven", report: message.report, seconds });
    case "done":
      return ticket.settle({ kind: "done", traceback: message.traceback, seconds });
    case "failed":
      return ticket.settle({ kind: "failed", message: message.message });
    // Said before a job is sent.
    case "hello":
    case "unreadable":
    case "unfit":
    case "awake":
    case "ready":
      return undefined;
  }
}
