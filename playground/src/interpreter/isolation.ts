/**
 * Makes workers that have nothing of the site: their origin is opaque, so they see no cookies, storage or caches,
 * and the policy of the frame that makes them leaves them no network.
 */

const POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval' data: blob:; worker-src data:";

let frame: Promise<Window & typeof globalThis> | undefined;
let possible: "perhaps" | "yes" | "no" = "perhaps";

/** Says whether this browser is still thought to be able to isolate a worker. */
export function canIsolate(): boolean {
  return possible !== "no";
}

/** Notes that an isolated worker has answered. From then on no failure is taken for the browser's: it may be staged. */
export function isolationWorks(): void {
  possible = "yes";
}

/** Notes that the browser refused; returns whether it is believed. */
export function isolationFails(): boolean {
  if (possible === "perhaps") possible = "no";
  return possible === "no";
}

/** Returns the window that makes isolated workers, once it is ready. Raises Error when the browser refuses. */
export function prepareIsolation(): Promise<Window & typeof globalThis> {
  return (frame ??= makeFrame());
}

/** Returns an isolated worker that runs `source`. Raises Error when the browser refuses. */
export async function isolatedWorker(source: string): Promise<Worker> {
  const { Worker: Maker } = await prepareIsolation();
  // A blob's URL would have the site's origin.
  return new Maker(`data:text/javascript,${encodeURIComponent(source)}`, { type: "module" });
}

/** The frame is of the site's own origin; nothing runs in it. */
function makeFrame(): Promise<Window & typeof globalThis> {
  const element = document.createElement("iframe");
  element.hidden = true;
  element.title = "";
  element.setAttribute("aria-hidden", "true");
  element.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  return new Promise((resolve, reject) => {
    element.onload = () => {
      const made = element.contentWindow as (Window & typeof globalThis) | null;
      if (made?.Worker) resolve(made);
      else reject(new Error("the frame has no workers"));
    };
    // Outside the body, which instant navigation replaces.
    document.documentElement.append(element);
  });
}
