/** Words for what goes wrong in a program because it runs in a browser: what happened, and the way on. */

/** An error that the last line of a traceback tells, and what a reader has to know of it. */
type Note = readonly [error: RegExp, note: string];

const NOTES: readonly Note[] = [
  [
    /^EOFError: EOF when reading a line$/,
    "input() and sys.stdin have nobody to ask here: a program in the browser gets no keyboard. Write the value into " +
      'the code, as name = "Ada".',
  ],
  [
    /AF_INET6|^OSError: .*Address family not supported/,
    "Python in the browser has no IPv6 and no network. ipaddress and urllib.parse read IPv6 addresses without it.",
  ],
  [
    /emscripten does not support processes|^ModuleNotFoundError: .*'(_multiprocessing|_posixsubprocess)'/,
    "A browser lets Python start no other processes. Run this file on your own machine.",
  ],
  [
    /^RuntimeError: can't start new thread/,
    "A browser lets Python start no threads. asyncio works here, and so does a TestClient.",
  ],
  [
    /^MemoryError/,
    "A tab of the browser has a few gigabytes at most. Work on fewer data at a time, or run this on your own machine.",
  ],
  [/^RecursionError/, "The depth at which Python stops is lower in a browser than on your own machine."],
];

/** Returns what to add to a traceback, or nothing; `available` are the modules that the playground has besides the standard library. */
export function noteOn(traceback: string, available: readonly string[]): string | undefined {
  const last =
    traceback
      .trimEnd()
      .split("\n")
      .findLast((line) => /^[\w.]+(Error|Exception)\b/.test(line)) ?? "";
  const missing = /^ModuleNotFoundError: No module named '([\w.]+)'/.exec(last)?.[1];
  const found = NOTES.find(([error]) => error.test(last));
  if (found) return found[1];
  return missing === undefined ? undefined : missingModule(missing.split(".")[0] ?? missing, available);
}

/** What serves in the place of a library that cannot be had here, by the name under which it is imported. */
const INSTEAD: Readonly<Record<string, string>> = {
  aiohttp: "httpx2",
  asyncpg: "sqlalchemy",
  bcrypt: "argon2",
  cryptography: "hashlib",
  django: "fastapi",
  flask: "fastapi",
  httpx: "httpx2",
  jose: "jwt",
  orjson: "json",
  passlib: "pwdlib",
  psycopg: "sqlalchemy",
  psycopg2: "sqlalchemy",
  requests: "httpx2",
  ujson: "json",
  yaml: "json",
};

/** What other libraries are made of, which nobody imports for its own sake. */
const PARTS: ReadonlySet<string> = new Set([
  "annotated_doc",
  "annotated_types",
  "asn1crypto",
  "deprecated",
  "httpx2_jsfetch",
  "idna",
  "multipart",
  "pydantic_core",
  "scramp",
  "typing_inspection",
  "wrapt",
]);

function missingModule(name: string, available: readonly string[]): string {
  const names = available.filter((one) => !PARTS.has(one) && !one.startsWith("_")).sort();
  const other = INSTEAD[name.toLowerCase()] ?? nearest(name, names);
  const hint = other === undefined ? "" : ` Perhaps ${other} serves as well.`;
  return `The playground has no ${name}.${hint} It has Python’s standard library, and ${names.join(", ")}.`;
}

/** Returns the name that is a slip or two away, or nothing. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 4));
  const [best] = names
    .map((other) => ({ other, slips: slips(name.toLowerCase(), other) }))
    .sort((one, two) => one.slips - two.slips);
  return best && best.slips <= most ? best.other : undefined;
}

/** Returns how many letters must be put in, left out or changed to make the one name the other. */
function slips(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at++) {
    const above = row;
    row = [at];
    for (let to = 1; to <= other.length; to++) {
      const change = (above[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      row.push(Math.min((above[to] ?? 0) + 1, (row[to - 1] ?? 0) + 1, change));
    }
  }
  return row.at(-1) ?? 0;
}

/** Said where a browser has no WebAssembly. */
const NO_WEBASSEMBLY =
  "WebAssembly is switched off in this browser, and Python needs it. Lockdown Mode and strict security settings do " +
  "that: make an exception for this site, or use another browser. The page shows what each line of the proof gives.";

/** How browsers put that Python itself, or the browser, came to its end. */
const ENDS: readonly Note[] = [
  [
    /Maximum call stack size exceeded|too much recursion/i,
    "Python’s own stack ran full: something calls itself without an end, by way of sorted(key=…), repr() or json. " +
      "On your own machine this is a RecursionError. Look for what should end it.",
  ],
  [
    /out of memory|could not allocate|allocation failed|Cannot enlarge memory|Invalid array buffer length/i,
    "There is too little memory for Python. Close other tabs and programs, and try again; a device with more memory " +
      "runs it too.",
  ],
  [/WebAssembly is not defined|Can't find variable: WebAssembly|Wasm code generation disallowed/i, NO_WEBASSEMBLY],
];

/** Returns a failure in words that a reader can do something with. */
export function inWords(message: string): string {
  const found = ENDS.find(([told]) => told.test(message));
  return found?.[1] ?? message;
}

/** Raises Error, in words for the reader, where Python cannot run at all. */
export function requireWebAssembly(): void {
  if (typeof globalThis.WebAssembly !== "object") throw new Error(NO_WEBASSEMBLY);
}
