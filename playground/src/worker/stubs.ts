/** Hears when a function of WebAssembly is called whose body was not sent along: the one in its place aborts. */

/** Emscripten's import by which a module aborts. */
const ABORT = "_abort_js";

/** Has `lacking` called when a module that is instantiated from now on aborts. Nothing that it does after that counts. */
export function hearStubs(lacking: () => void): void {
  const { instantiate, instantiateStreaming } = WebAssembly;
  const abort = (): never => {
    lacking();
    throw new WebAssembly.RuntimeError("a function is not here yet");
  };
  const heard = (imports: WebAssembly.Imports | undefined): WebAssembly.Imports | undefined => {
    if (imports?.["env"] && ABORT in imports["env"]) imports["env"][ABORT] = abort;
    return imports;
  };
  WebAssembly.instantiate = ((source: WebAssembly.Module, imports?: WebAssembly.Imports) =>
    instantiate(source, heard(imports))) as typeof instantiate;
  WebAssembly.instantiateStreaming = (source, imports) => instantiateStreaming(source, heard(imports));
}
