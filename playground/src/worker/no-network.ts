/** Answers the worker's own requests with what the page hands over: nothing here asks the network. */
import type { Inbox } from "./inbox.ts";

const TYPES: Readonly<Record<string, string>> = {
  wasm: "application/wasm",
  zip: "application/zip",
};

/** Puts a `fetch` in place that finds the files of `folder` under the address `index`, once `ready`, and nothing else. */
export function serveFiles(index: string, folder: string, inbox: Inbox, ready: Promise<unknown>): void {
  const compiled = new WeakMap<Response, WebAssembly.Module>();
  globalThis.fetch = async (request) => {
    const url = request instanceof Request ? request.url : String(request);
    if (!url.startsWith(index)) throw new TypeError(`there is no network here to fetch ${url} from`);
    const path = folder + url.slice(index.length);
    const [content] = await Promise.all([inbox.get(path), ready]);
    const type = TYPES[path.split(".").pop() ?? ""] ?? "application/octet-stream";
    const response = new Response(content instanceof ArrayBuffer ? content : null, {
      headers: { "Content-Type": type },
    });
    if (content instanceof WebAssembly.Module) compiled.set(response, content);
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
