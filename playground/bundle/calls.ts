/** Which functions of WebAssembly are called, of modules that mark them: by `marked` in src/playbook/bundle/functions.py. */

/** What the names of the globals begin with that say it; the number of the function follows. */
const MARK = "called:";

type Marks = Readonly<Record<string, WebAssembly.Global>>;

export class Calls {
  readonly #names = new WeakMap<WebAssembly.Module, string>();
  readonly #found = new Map<string, Marks[]>();

  /** Begins to look at what is instantiated here. */
  watch(): void {
    const { instantiate, Instance } = WebAssembly;
    const seen = this.#seen.bind(this);
    WebAssembly.instantiate = (async (source: WebAssembly.Module, imports: WebAssembly.Imports) =>
      seen(source, await instantiate(source, imports))) as typeof instantiate;
    WebAssembly.Instance = function (source: WebAssembly.Module, imports?: WebAssembly.Imports) {
      return seen(source, new Instance(source, imports));
    } as unknown as typeof Instance;
  }

  /** Compiles a module that marks its functions; `name` is what it is listed under. */
  async compile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
    const module = await WebAssembly.compile(bytes);
    this.#names.set(module, name);
    return module;
  }

  /** Returns the numbers of the functions that were called so far, by the names of their modules. */
  called(): Record<string, number[]> {
    return Object.fromEntries([...this.#found].map(([name, all]) => [name, [...new Set(all.flatMap(numbers))]]));
  }

  /** Returns an instance as whoever asked for it knows it: without the marks. */
  #seen<Made>(source: WebAssembly.Module, made: Made): Made {
    const name = this.#names.get(source);
    if (name === undefined || !(made instanceof Object) || !("exports" in made)) return made;
    const entries = Object.entries(made.exports as WebAssembly.Exports);
    const marks = entries.filter(([key]) => key.startsWith(MARK));
    this.#found.set(name, [...(this.#found.get(name) ?? []), Object.fromEntries(marks) as Marks]);
    return { exports: Object.fromEntries(entries.filter(([key]) => !key.startsWith(MARK))) } as Made;
  }
}

function numbers(marks: Marks): number[] {
  return Object.entries(marks).flatMap(([name, { value }]) => (value === 1 ? Number(name.slice(MARK.length)) : []));
}
