/** Takes the files out of a parcel while it arrives. */
import { XzReadableStream } from "./xz.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file in a parcel: so many bytes of what comes are its own. */
export interface Packed {
  readonly entry: { readonly bytes: number };
}

/** Takes a file that is whole; what it promises is waited for. */
export type Take<File> = (file: File, content: Bytes) => unknown;

/** Takes a piece of a file, of which more comes. */
export type Piece<File> = (file: File, piece: Bytes) => void;

/**
 * Unpacks what comes; `take` gets one file after the other, `count` hears how much has come, `see` gets each piece first.
 * Ends once every file is taken. Raises Error when it is no parcel of these files, or what `take` raises.
 */
export async function unpack<File extends Packed>(
  coming: ReadableStream<Bytes>,
  files: readonly File[],
  take: Take<File>,
  count: (bytes: number) => void = () => undefined,
  see: Piece<File> = () => undefined,
): Promise<void> {
  const reader = new XzReadableStream(counted(coming, count)).getReader();
  const taking: Promise<unknown>[] = [];
  try {
    const whole = (file: File, content: Bytes): void => {
      const taken = Promise.resolve(take(file, content));
      // Heard of once all has arrived.
      taken.catch(() => undefined);
      taking.push(taken);
    };
    await fill(reader, files, whole, see);
  } finally {
    // The decoder has one at a time: the next begins when this one is given up.
    await reader.cancel().catch(() => undefined);
    await Promise.allSettled(taking);
  }
  await Promise.all(taking);
}

/** Returns a stream in as far as the decoder needs one. */
function counted(coming: ReadableStream<Bytes>, count: (bytes: number) => void): ReadableStream<Bytes> {
  const reader = coming.getReader();
  const read = async (): Promise<ReadableStreamReadResult<Bytes>> => {
    const part = await reader.read();
    if (!part.done) count(part.value.length);
    return part;
  };
  const getReader = () => ({ read, cancel: () => reader.cancel() });
  return { getReader } as unknown as ReadableStream<Bytes>;
}

async function fill<File extends Packed>(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  files: readonly File[],
  take: (file: File, content: Bytes) => void,
  see: Piece<File>,
): Promise<void> {
  let here: Uint8Array = new Uint8Array();
  const more = async (): Promise<boolean> => {
    while (here.length === 0) {
      const next = await reader.read();
      if (next.done) return false;
      here = next.value;
    }
    return true;
  };
  for (const file of files) {
    const { bytes } = file.entry;
    const content = new Uint8Array(bytes);
    for (let at = 0; at < bytes;) {
      if (!(await more())) throw new Error(`it ended after ${at} of ${bytes} bytes`);
      const own = here.subarray(0, bytes - at);
      content.set(own, at);
      see(file, content.subarray(at, at + own.length));
      at += own.length;
      here = here.subarray(own.length);
    }
    take(file, content);
  }
  if (await more()) throw new Error("it is longer than expected");
}
