/** What the browser tells of the connection; only some do. */

interface Connection {
  readonly effectiveType?: string;
  readonly type?: string;
  readonly saveData?: boolean;
}

/** Says whether a download of many megabytes is something to ask about: on a slow connection, or on a phone. */
export function isCostly(): boolean {
  const { connection = {} } = navigator as Navigator & { connection?: Connection };
  const slow = /^(slow-2g|2g|3g)$/.test(connection.effectiveType ?? "");
  const phone = matchMedia("(pointer: coarse) and (max-width: 48em)").matches;
  return slow || connection.saveData === true || connection.type === "cellular" || phone;
}
