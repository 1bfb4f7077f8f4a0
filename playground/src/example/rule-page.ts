/** What the page of a rule says, wherever it is asked for, and which rule comes next. */
import { fetchList, type Listed, type Rule } from "../data/rules.ts";
import { SITE } from "../site.ts";

/** Returns the address of the rule's page. */
export function pageOf(id: string): URL {
  return new URL(`rules/${id}/`, SITE);
}

/** Returns where the question of the first week stands whose link led to this page, as `?mend=<chapter>/<anchor>`. */
export function questionBehind(address: string): URL | undefined {
  const place = new URL(address).searchParams.get("mend") ?? "";
  const [, chapter, anchor] = /^([a-z-]+)\/(q-[a-z]+\d+-\d+)$/.exec(place) ?? [];
  return chapter && anchor ? new URL(`week/${chapter}/#${anchor}`, SITE) : undefined;
}

/** Returns what stands on the rule's page below the heading with this anchor. Raises Error when it cannot be had. */
export async function sectionOf(id: string, anchor: string): Promise<Node[]> {
  // The home page has examples of a rule too, and nothing else of its page.
  const here = document.querySelector(`.pb-pair[data-rule="${id}"]`) && document.getElementById(anchor);
  const page = here ? document : await fetchPage(pageOf(id));
  const nodes: HTMLElement[] = [];
  let next = page.getElementById(anchor)?.nextElementSibling;
  for (; next && next.tagName !== "H2"; next = next.nextElementSibling) {
    nodes.push(document.importNode(next, true) as HTMLElement);
  }
  if (nodes.length === 0) throw new Error(`The page of ${id} has no ${anchor}`);
  for (const node of nodes) resolveLinks(node, pageOf(id));
  return nodes;
}

/** Returns the rule that comes after this one in its area, or in the next area, or nothing after the last. */
export async function nextRule({ id }: Rule): Promise<Listed | undefined> {
  const rules = await fetchList(new URL("rules.json", SITE));
  return rules.slice(rules.findIndex((rule) => rule.id === id) + 1).find(({ browser }) => browser === true);
}

async function fetchPage(url: URL): Promise<Document> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Could not load ${url.pathname}: the server answered ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Links of another page lead where they lead there; anchors are that page's, and no second one's here. */
function resolveLinks(node: HTMLElement, base: URL): void {
  for (const one of [node, ...node.querySelectorAll("*")]) one.removeAttribute("id");
  for (const link of node.querySelectorAll("a")) {
    const address = link.getAttribute("href");
    if (address !== null) link.href = new URL(address, base).href;
  }
}
