/** Waits in a test without a clock. */

/** Settles once all that can happen without anything from outside has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Returns what the promise has come to by now, or "pending". */
export async function stateOf<T>(promise: Promise<T>): Promise<T | "pending" | Error> {
  let state: T | "pending" | Error = "pending";
  promise.then(
    (value) => (state = value),
    (error: unknown) => (state = error as Error),
  );
  await settled();
  return state;
}
