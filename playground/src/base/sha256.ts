/** Returns the SHA-256 in hex. Raises TypeError on plain http, where browsers have no `crypto.subtle`. */
export async function sha256(data: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
