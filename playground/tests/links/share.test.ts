import assert from "node:assert/strict";
import { test } from "node:test";
import { markdownLink, markdownWithCode } from "../../src/links/share.ts";
import { remarkOn } from "../../src/links/edit-share.ts";
import { versionIn } from "../../src/links/link.ts";
import type { Rule } from "../../src/data/rules.ts";

const rule = { id: "SEC03", title: "Bind `?`, never [build] SQL" } as Rule;

test("a Markdown link shows the title as it is", () => {
  const link = markdownLink({ rule, example: "bad", edited: false }, "https://playbook.example/rules/SEC03/");
  assert.equal(link, String.raw`[SEC03 · Bind \`?\`, never \[build\] SQL](https://playbook.example/rules/SEC03/)`);
  const own = markdownLink({ rule: undefined, example: "bad", edited: true }, "https://playbook.example/playground/");
  assert.equal(own, "[Python code](https://playbook.example/playground/)");
});

test("the fence is longer than any in the code", () => {
  const source = 'TEXT = """\n```\n````\n"""\n';
  const markdown = markdownWithCode({ rule, example: "good", source, edited: true }, "https://playbook.example/");
  assert.match(markdown, /\(the good example, changed\)\]/);
  assert.ok(markdown.endsWith(`\n\`\`\`\`\`python\n${source}\`\`\`\`\`\n`));
});

test("the fragment names the version, or does not", () => {
  assert.equal(versionIn("#code=abc&v=1234-5678"), "1234-5678");
  assert.equal(versionIn("#code=abc"), undefined);
});

test("a link that chat programs would cut says so, with the way that is safe", () => {
  assert.equal(remarkOn("share", "x".repeat(2000)), "Copied");
  assert.match(remarkOn("share", "x".repeat(2001)), /2,001 characters.*Copy Markdown with code/);
  assert.equal(remarkOn("snippet", "x".repeat(9000)), "Copied");
});
