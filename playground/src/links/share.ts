/** What a reader shares: links to the playground, and Markdown that holds them. */
import { LONG, type EditShareAction } from "./edit-share.ts";
import { encodeCode } from "./link.ts";
import { fetchManifest } from "../data/manifest.ts";
import type { Rule } from "../data/rules.ts";
import type { Side } from "../protocol/protocol.ts";
import { SITE } from "../site.ts";

/** Which example of which rule. */
export interface Place {
  readonly rule?: string;
  readonly example?: string;
}

/** An example as the reader has it, or code that belongs to no rule. */
export interface Sharing {
  readonly rule: Rule | undefined;
  readonly example: Side;
  readonly source: string;
  /** The code is not as the page has it. */
  readonly edited: boolean;
}

/** Returns the address of the playground at `place`. */
export function playgroundAt(place: Place): URL {
  const url = new URL("playground/", SITE);
  for (const [name, value] of Object.entries(place)) if (value) url.searchParams.set(name, value);
  return url;
}

/** Returns what names the playbook as it is: its tools and packages, and the rule's examples and proof. */
export async function versionOf(rule: Rule | undefined): Promise<string> {
  const { version } = await fetchManifest();
  return [version.slice(0, 8), ...(rule ? [rule.version] : [])].join("-");
}

/** Returns the link to the reader's own code, or to the example if that is as the page has it. Raises LinkError. */
export async function linkTo(sharing: Sharing): Promise<string> {
  const { rule, example, source, edited } = sharing;
  const url = playgroundAt(rule ? { rule: rule.id, example } : {});
  if (!edited) return url.href;
  const code = await encodeCode(source);
  const version = await versionOf(rule).catch(() => "");
  url.hash = version === "" ? code : `${code}&v=${version}`;
  return url.href;
}

/** Returns the text that shares the code in this form. Raises LinkError when the code is too long for a link. */
export async function shareText(form: EditShareAction, sharing: Sharing): Promise<string> {
  if (form === "snippet") return markdownWithCode(sharing, await shortLink(sharing));
  const url = await linkTo(sharing);
  return form === "markdown" ? markdownLink(sharing, url) : url;
}

/** Returns a link for beside the code: to the example itself, where one with the code in it would be cut. */
async function shortLink(sharing: Sharing): Promise<string> {
  const url = await linkTo(sharing).catch(() => "");
  return url !== "" && url.length <= LONG ? url : linkTo({ ...sharing, edited: false });
}

/** Returns a link in Markdown, its text being the rule's title. */
export function markdownLink({ rule, example, edited }: Omit<Sharing, "source">, url: string): string {
  const subject = rule ? `${rule.id} · ${rule.title}` : "Python code";
  const which = rule && edited ? ` (the ${example} example, changed)` : "";
  return `[${escaped(subject + which)}](${url})`;
}

/** Returns a link and the code in Markdown. */
export function markdownWithCode(sharing: Sharing, url: string): string {
  const fence = fenceFor(sharing.source);
  return `${markdownLink(sharing, url)}\n\n${fence}python\n${sharing.source.trimEnd()}\n${fence}\n`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\[\]*_`<>]/g, String.raw`\$&`);
}

/** Returns a fence that is longer than any run of backticks in the code. */
function fenceFor(code: string): string {
  const runs = [...code.matchAll(/`{3,}/g)].map(([run]) => run.length);
  return "`".repeat(Math.max(2, ...runs) + 1);
}
