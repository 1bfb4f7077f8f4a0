/** How much may stand ready. */

/** Gigabytes from which a second interpreter may wait beside the one that runs; PostgreSQL alone takes some 0.3. */
const ENOUGH = 3;
const ENOUGH_FOR_POSTGRES = 8;

/** Says whether the device has room for a spare interpreter; only some browsers tell, and phones have less. */
export function hasRoomForTwo(requires: readonly string[]): boolean {
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  const guess = matchMedia("(pointer: coarse)").matches ? 2 : 8;
  const needed = requires.includes("postgres") ? ENOUGH_FOR_POSTGRES : ENOUGH;
  return (deviceMemory ?? guess) >= needed;
}
