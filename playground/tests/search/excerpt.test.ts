import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptOf, plainText, titleOf } from "../../src/search/excerpt.ts";

const words = (...all: string[]): ReadonlySet<string> => new Set(all);

test("blocks of code and tags are no text", () => {
  const html = "<p>Write <code>a &lt; b</code> so:</p><pre><code>secret = 1</code></pre><ul><li>Then go on.</li></ul>";
  assert.equal(plainText(html), "Write a < b so: Then go on.");
});

test("words are marked in a title, and not its entities", () => {
  const entry = { location: "guide/", title: "Amp &amp; amps", text: "" };
  assert.equal(
    titleOf(entry, words("amp")),
    "<mark data-md-highlight>Amp</mark> &amp; <mark data-md-highlight>amps</mark>",
  );
});

test("of a long page the part with the word is shown, cut between words", () => {
  const text = `<p>${"Before it. ".repeat(40)}The needle lies here. ${"After it. ".repeat(40)}</p>`;
  const shown = plainText(excerptOf({ location: "guide/", title: "", text }, words("needl", "needle")));
  assert.match(shown, /^…(Before|it)/);
  assert.match(shown, /The needle lies here\./);
  assert.match(shown, / (After|it\.)…$/);
  assert.ok(shown.length < 240);
});

test("what stands in a page as text does not become markup", () => {
  const shown = excerptOf({ location: "guide/", title: "", text: "<p>&lt;img onerror=1&gt;</p>" }, words("img"));
  assert.ok(!shown.includes("<img"));
});
