/** Links to the playground. */
import { encodeCode } from "./link.ts";
import { BASE } from "./manifest.ts";

/** Which example of which rule. */
export interface Place {
  readonly rule?: string;
  readonly example?: string;
}

/** The address of the site, wherever it lives: the built files are two directories below it. */
export const SITE = new URL("../../", BASE);

/** Returns the address of the playground at `place`, with the reader's code if there is any. Raises LinkError. */
export async function playgroundLink(place: Place, code?: string): Promise<string> {
  const url = new URL("playground/", SITE);
  for (const [name, value] of Object.entries(place)) if (value) url.searchParams.set(name, value);
  if (code !== undefined) url.hash = await encodeCode(code);
  return url.href;
}
