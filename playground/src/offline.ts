/** Answers the worker's own requests from the files in memory, so that nothing needs the network. */
import type { BootRequest } from "./protocol.ts";

const TYPES: Readonly<Record<string, string>> = {
  wasm: "application/wasm",
  zip: "application/zip",
  json: "application/json",
};

/** Puts a `fetch` in place that finds the files of `folder` under the address `index`, and nothing else. */
export function serveFiles(index: string, folder: string, { files, modules }: BootRequest): void {
  const compiled = new WeakMap<Response, WebAssembly.Module>();
  globalThis.fetch = async (request) => {
    const url = request instanceof Request ? request.url : String(request);
    const path = url.replace(index, folder);
    const module = modules[path];
    const bytes = files[path];
    if (!module && !bytes) throw new TypeError(`there is no network here to fetch ${url} from`);
    const type = TYPES[path.split(".").pop() ?? ""] ?? "application/octet-stream";
    const response = new Response(bytes ?? null, { headers: { "Content-Type": type } });
    if (module) compiled.set(response, module);
    return response;
  };
  useCompiled(compiled);
}

/** Has streaming instantiation take the module that the page compiled already. */
function useCompiled(compiled: WeakMap<Response, WebAssembly.Module>): void {
  const original = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const response = await source;
    const module = compiled.get(response);
    if (!module) return original.call(WebAssembly, response, imports);
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

/** Imports a JavaScript module from its bytes. */
export async function importBytes(bytes: ArrayBuffer | undefined): Promise<Record<string, unknown>> {
  if (!bytes) throw new Error("a JavaScript module was not handed over");
  const url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  try {
    return (await import(url)) as Record<string, unknown>;
  } finally {
    URL.revokeObjectURL(url);
  }
}
