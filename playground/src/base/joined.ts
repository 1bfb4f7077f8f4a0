/** Puts a module of WebAssembly together again that was sent in two parts. */

type Bytes = Uint8Array<ArrayBuffer>;

const HEADER_BYTES = 8;
const CODE = 10;
const BITS = 7;
const MORE = 1 << BITS;

/** Reads what the format consists of, one after the other: https://webassembly.github.io/spec/core/binary/values.html. */
class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Returns a byte. Raises Error past the end. */
  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error("a WebAssembly module ends too early");
    return byte;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= MORE) {
      const byte = this.byte();
      value += (byte % MORE) * factor;
      if (byte < MORE) return value;
    }
  }

  /** Returns what stands after its length, together with that. */
  vector(): Uint8Array {
    const from = this.at;
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(from, this.at);
  }
}

/**
 * Returns the whole module. `first` runs by itself, with a body that stands for each one that it has not; `rest` is
 * that body, and then those in their order (`divided` in src/playbook/bundle/functions.py). Raises Error if they do not fit.
 */
export function joined(first: Uint8Array, rest: Uint8Array): Bytes {
  const module = new Reader(first, HEADER_BYTES);
  const missing = new Reader(rest);
  const stub = missing.vector();
  for (;;) {
    const start = module.at;
    const kind = module.byte();
    const content = module.vector();
    if (kind !== CODE) continue;
    const code = bodies(content, (body) => (isSame(body, stub) ? missing.vector() : body));
    return all([first.subarray(0, start + 1), written(lengthOf(code)), ...code, first.subarray(module.at)]);
  }
}

/** Returns the parts of a section of code, with what becomes of each body. */
function bodies(section: Uint8Array, change: (body: Uint8Array) => Uint8Array): Uint8Array[] {
  const code = new Reader(section);
  code.number();
  const count = code.number();
  const parts: Uint8Array[] = [written(count)];
  while (!code.done) parts.push(change(code.vector()));
  return parts;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

function written(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= MORE; value = Math.floor(value / MORE)) bytes.push((value % MORE) + MORE);
  return Uint8Array.of(...bytes, value);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function all(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
