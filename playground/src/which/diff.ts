/** Reads what the reader pasted: code, or a diff as git writes it. */

/** What is searched as one: the code that was pasted, or one hunk of a diff as it is after the change. */
export interface Pasted {
  /** The file of the hunk; empty for code that was pasted as it is. */
  readonly name: string;
  readonly lines: readonly string[];
  /** The number of each line in its file. */
  readonly numbers: readonly number[];
  /** Whether each line was added; of pasted code every line counts. */
  readonly added: readonly boolean[];
}

/** A hunk begins anywhere: inside a function it is Python by itself, whatever it returns or awaits. */
const HEAD = "async def _():";

/** Returns how many lines of ours come before the file's own in what is searched. */
export function before({ name }: Pasted): number {
  return name === "" ? 0 : 1;
}

/** Returns the lines as the tools are given them. */
export function searched(pasted: Pasted): string {
  const { lines } = pasted;
  if (before(pasted) === 0) return lines.join("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return [HEAD, ...lines.map((line) => ` ${line.slice(least)}`)].join("\n");
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Returns the hunks of a diff's Python files that have something to search; or the code itself. */
export function read(text: string): Pasted[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  if (!lines.some((line) => HUNK.test(line))) return [whole(lines)];
  return hunksOf(lines)
    .map(({ pasted }) => pasted)
    .filter(({ name, added }) => /\.pyi?$/.test(name) && added.some(Boolean));
}

function whole(lines: readonly string[]): Pasted {
  return { name: "", lines, numbers: lines.map((_, index) => index + 1), added: lines.map(() => true) };
}

class Hunk {
  readonly #name: string;
  readonly #lines: string[] = [];
  readonly #added: boolean[] = [];
  readonly #first: number;

  constructor(name: string, first: number) {
    this.#name = name;
    this.#first = first;
  }

  /** Takes one line, with its sign. */
  take(line: string): void {
    this.#lines.push(line.slice(1));
    this.#added.push(line.startsWith("+"));
  }

  get pasted(): Pasted {
    const numbers = this.#lines.map((_, index) => this.#first + index);
    return { name: this.#name, lines: this.#lines, numbers, added: this.#added };
  }
}

function hunksOf(lines: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  // A hunk that somebody cut out of its diff belongs to a file of no known name.
  let name = "pasted.py";
  // How many lines of the hunk are still to come, of the old and of the new side: any of them may look like a head.
  let [old, fresh] = [0, 0];
  for (const line of lines) {
    const head = HUNK.exec(line);
    if (head) {
      hunks.push(new Hunk(name, Number(head[2])));
      [old, fresh] = [Number(head[1] ?? 1), Number(head[3] ?? 1)];
    } else if (line.startsWith("diff ")) [old, fresh] = [0, 0];
    else if (old + fresh === 0) {
      if (line.startsWith("+++ ")) name = nameIn(line);
    } else if (line.startsWith("-")) old -= 1;
    else if (!line.startsWith("\\")) {
      hunks.at(-1)?.take(line || " ");
      if (!line.startsWith("+")) old -= 1;
      fresh -= 1;
    }
  }
  return hunks;
}

function nameIn(line: string): string {
  return line
    .slice("+++ ".length)
    .replace(/\t.*$/, "")
    .replace(/^"(.*)"$/, "$1")
    .replace(/^[bw]\//, "");
}
