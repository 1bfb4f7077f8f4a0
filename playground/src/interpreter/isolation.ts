/**
 * Makes workers that have nothing of the site: their origin is opaque, so they see no cookies, storage or caches,
 * and the policy of the frame that makes them leaves them no network.
 */

const POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval' data: blob:; worker-src data:";

/** How long the frame may take to load. */
const PATIENCE_MS = 20_000;

type Maker = Pick<typeof globalThis, "Worker">;
type Page = Pick<Document, "createElement" | "documentElement">;

export class Isolation {
  readonly #page: Page;
  #frame: Promise<Maker> | undefined;
  #possible: "perhaps" | "yes" | "no" = "perhaps";

  constructor(page: Page) {
    this.#page = page;
  }

  /** Says whether this browser is still thought to be able to isolate a worker. */
  get possible(): boolean {
    return this.#possible !== "no";
  }

  /** Notes that an isolated worker has answered. From then on no failure is taken for the browser's: it may be staged. */
  works(): void {
    this.#possible = "yes";
  }

  /** Notes that the browser refused; returns whether it is believed. */
  fails(): boolean {
    if (this.#possible === "perhaps") this.#possible = "no";
    return this.#possible === "no";
  }

  /** Returns what makes isolated workers, once it is ready. Raises Error when the browser refuses. */
  prepare(): Promise<Maker> {
    this.#frame ??= this.#makeFrame();
    // Another try makes another.
    this.#frame.catch(() => (this.#frame = undefined));
    return this.#frame;
  }

  /** Returns an isolated worker that runs `source`. Raises Error when the browser refuses. */
  async worker(source: string): Promise<Worker> {
    const { Worker: Made } = await this.prepare();
    // A blob's URL would have the site's origin.
    return new Made(`data:text/javascript,${encodeURIComponent(source)}`, { type: "module" });
  }

  /** The frame is of the site's own origin; nothing runs in it. */
  #makeFrame(): Promise<Maker> {
    const element = this.#page.createElement("iframe");
    element.hidden = true;
    element.title = "";
    element.setAttribute("aria-hidden", "true");
    element.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
    const made = new Promise<Maker>((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error("the frame does not load")), PATIENCE_MS);
      element.onload = () => {
        clearTimeout(patience);
        const inside = element.contentWindow as Maker | null;
        if (inside?.Worker) resolve(inside);
        else reject(new Error("the frame has no workers"));
      };
      // Outside the body, which instant navigation replaces.
      this.#page.documentElement.append(element);
    });
    made.catch(() => element.remove());
    return made;
  }
}
