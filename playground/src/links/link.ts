/** Code in the fragment of a link: `#code=` and the deflated text in base64url. */
import { toBase64 } from "../base/base64.ts";

const MAX_ENCODED = 60_000;
const MAX_DECODED = 200_000;
/** Marks text that was not deflated: the browser that made the link could not. */
const PLAIN = ".";

/** A link whose code cannot be read; the message is for the reader. */
export class LinkError extends Error {}

/** Returns the fragment, without `#`, that carries `code`. Raises LinkError when the code is too long. */
export async function encodeCode(code: string): Promise<string> {
  const text = new TextEncoder().encode(code);
  const deflate = compressor();
  const encoded = deflate ? toBase64Url(await through(text, deflate, Infinity)) : PLAIN + toBase64Url(text);
  if (encoded.length > MAX_ENCODED || text.length > MAX_DECODED)
    throw new LinkError("The code is too long for a link.");
  return `code=${encoded}`;
}

/** Returns the version of the playbook that the fragment names, or nothing if it names none. */
export function versionIn(fragment: string): string | undefined {
  return parameters(fragment).get("v") ?? undefined;
}

/** Returns the code that the fragment carries, or nothing if it has none. Raises LinkError. */
export async function decodeCode(fragment: string): Promise<string | undefined> {
  const encoded = parameters(fragment).get("code");
  if (encoded === null) return undefined;
  if (encoded.length > MAX_ENCODED) throw new LinkError("The code in this link is too long to be opened.");
  try {
    const plain = encoded.startsWith(PLAIN);
    const bytes = fromBase64Url(plain ? encoded.slice(1) : encoded);
    const text = plain ? bytes : await through(bytes, new DecompressionStream("deflate-raw"), MAX_DECODED);
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError("The code in this link could not be read: perhaps a part of the link is missing.", {
      cause: error,
    });
  }
}

function parameters(fragment: string): URLSearchParams {
  return new URLSearchParams(fragment.replace(/^#/, ""));
}

function compressor(): CompressionStream | undefined {
  try {
    return new CompressionStream("deflate-raw");
  } catch {
    return undefined;
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > limit) {
      void reader.cancel();
      throw new LinkError("The code in this link is too long to be opened.");
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
