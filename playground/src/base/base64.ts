/** Bytes as text. */

/** So many arguments every browser takes. */
const PIECE = 8192;

/** Returns the bytes in base64, at once where the browser can, which only newer ones do. */
export function toBase64(bytes: Uint8Array & { toBase64?(): string }): string {
  if (bytes.toBase64) return bytes.toBase64();
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
