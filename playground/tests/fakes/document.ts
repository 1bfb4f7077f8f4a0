/** As much of a document as it takes to make a few elements. */

export class FakeElement {
  readonly tag: string;
  readonly attributes = new Map<string, string>();
  readonly children: unknown[] = [];
  hidden = false;
  textContent = "";
  onclick: (() => void) | null = null;

  constructor(tag: string) {
    this.tag = tag;
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
    if (name === "hidden") this.hidden = true;
  }
  append(...children: unknown[]): void {
    this.children.push(...children);
    for (const child of children) if (typeof child === "string" && this.children.length === 1) this.textContent = child;
  }
  /** Returns the elements of this tag inside. */
  all(tag: string): FakeElement[] {
    return this.children.filter((child) => child instanceof FakeElement && child.tag === tag) as FakeElement[];
  }
}

/** From now on elements are fakes. */
export function fakeDocument(): void {
  Object.assign(globalThis, { document: { createElement: (tag: string) => new FakeElement(tag) } });
}
