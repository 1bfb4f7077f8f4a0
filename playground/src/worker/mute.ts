/** Takes away from programs what the browser does not survive, or does not end with them. */

/** From now on what is written to the console goes nowhere: a flood of it makes the whole browser stand still. */
export function muteConsole(): void {
  for (const name of Object.getOwnPropertyNames(console)) {
    if (typeof Reflect.get(console, name) === "function") Reflect.set(console, name, () => undefined);
  }
}

/** From now on no worker can be made: of very many, Firefox lets some run on when the one that made them has ended. */
export function forbidWorkers(): void {
  for (const name of ["Worker", "SharedWorker"]) Reflect.deleteProperty(globalThis, name);
}
