/** The decoder of parcels, whose stream is a plain one. */
// First: the decoder takes what it finds while it is loaded.
import { browserStream } from "./plain-stream.ts";
import { XzReadableStream } from "xz-decompress";

Object.assign(globalThis, { ReadableStream: browserStream });

export { XzReadableStream };
