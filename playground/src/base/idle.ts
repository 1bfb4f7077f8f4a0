/** Waits until the page has nothing else to do. */

/** So long the reader looks at the page before anything else happens. */
export const LOOK_MS = 300;

/** Calls `work` once the page is loaded, `pause` milliseconds have passed, and nothing else is going on. */
export function whenIdle(work: () => void, pause: number): void {
  const later = (): void => void setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(work), pause);
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
