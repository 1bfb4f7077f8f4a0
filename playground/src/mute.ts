/** Takes the browser's console away: a program that floods it makes the whole browser stand still. */

/** From now on what is written to the console goes nowhere. */
export function muteConsole(): void {
  for (const name of Object.getOwnPropertyNames(console)) {
    if (typeof Reflect.get(console, name) === "function") Reflect.set(console, name, () => undefined);
  }
}
