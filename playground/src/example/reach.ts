/** Tells when the reader reaches for something. */

/** Calls `act` when the pointer comes to the buttons for the first time, and when the focus does. */
export function onReach(buttons: HTMLElement, act: () => void): void {
  for (const name of ["pointerenter", "focusin"]) buttons.addEventListener(name, act, { once: true });
}
