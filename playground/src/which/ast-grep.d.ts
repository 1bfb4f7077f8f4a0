// The part of ast-grep's glue that its own types do not name, and what esbuild makes of a file: its address.
declare module "@ast-grep/wasm/wasm_bg.js" {
  export * from "@ast-grep/wasm";
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
}
declare module "*.wasm" {
  const address: string;
  export default address;
}
