/** The life of one interpreter: it is brought up, does one job after the other, is stopped, and begins anew. */
import type { FromWorker, Job } from "./protocol.ts";
import { startUp, type Startup } from "./startup.ts";
import { Ticket, type Listener, type Outcome, type Phase } from "./ticket.ts";
import type { WorkerHost } from "./worker-host.ts";

/** A job that was handed in. */
export interface Handle {
  readonly outcome: Promise<Outcome>;
  stop(): void;
}

export class Interpreter {
  readonly requires: readonly string[];
  readonly #queue: Ticket[] = [];
  #current: Ticket | undefined;
  #startup: Startup | undefined;
  #phase: Phase = { name: "waiting" };

  constructor(requires: readonly string[]) {
    this.requires = requires;
  }

  /** Brings Python up in the background, so that a later job finds it ready. */
  warm(): void {
    // A job that comes later hears of the failure; the background has nobody to tell.
    this.#bringUp().catch(() => undefined);
  }

  /** Hands in a job; it runs after those that were handed in before. */
  submit(job: Job, listener: Listener): Handle {
    const ticket = new Ticket(job, listener);
    this.#queue.push(ticket);
    if (this.#current) listener.phase({ name: "waiting" });
    else void this.#drain();
    return { outcome: ticket.outcome, stop: () => this.#stop(ticket) };
  }

  /** Ends everything for good. */
  close(): void {
    const tickets = this.#queue.splice(0);
    if (this.#current) tickets.push(this.#current);
    for (const ticket of tickets) ticket.settle({ kind: "stopped", seconds: ticket.seconds });
    this.#discard();
  }

  #bringUp(): Promise<WorkerHost> {
    if (this.#startup) return this.#startup.host;
    const startup = startUp(this.requires, (phase) => this.#enter(phase));
    this.#startup = startup;
    startup.host.catch(() => {
      if (this.#startup === startup) this.#startup = undefined;
    });
    return startup.host;
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    if (this.#current && !this.#current.settled) this.#current.listener.phase(phase);
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
    try {
      if (this.#startup) ticket.listener.phase(this.#phase);
      const host = await Promise.race([this.#bringUp(), ticket.outcome]);
      if (ticket.settled || "kind" in host) return;
      this.#enter({ name: "running" });
      ticket.started();
      host.send(ticket.job, (message) => this.#hear(ticket, message));
      await ticket.outcome;
    } catch (error) {
      ticket.settle({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  #hear(ticket: Ticket, message: FromWorker): void {
    const { listener, seconds } = ticket;
    if (message.type === "output") listener.output(message.stream, message.text);
    else if (message.type === "cut") listener.cut();
    else if (message.type === "result") listener.result(message.result);
    else if (message.type === "report") ticket.settle({ kind: "proven", report: message.report, seconds });
    else if (message.type === "done") ticket.settle({ kind: "done", traceback: message.traceback, seconds });
    else if (message.type === "failed") {
      this.#discard();
      ticket.settle({ kind: "failed", message: message.message });
    }
  }

  #stop(ticket: Ticket): void {
    if (ticket.settled) return;
    const phase = ticket === this.#current ? this.#phase.name : "waiting";
    ticket.settle({ kind: "stopped", seconds: ticket.seconds });
    if (phase === "running" || phase === "loading") this.#discard();
    if (phase === "running") this.warm();
  }

  #discard(): void {
    this.#startup?.cancel();
    this.#startup = undefined;
  }
}
