import assert from "node:assert/strict";
import { test } from "node:test";
import { asciiExpression, forAscii, isAscii } from "../../src/which/ascii.ts";

test("only what stands for letters of all scripts is written in another way", () => {
  const written = {
    "^\\w+$": "^[0-9A-Za-z_]+$",
    "[\\w.]\\d": "[0-9A-Za-z_.][0-9]",
    "[^\\s]\\s": "[^\\t\\n\\x0B\\f\\r ][\\t\\n\\x0B\\f\\r ]",
    "\\bid\\b": "(?-u:\\b)id(?-u:\\b)",
    "\\[\\w\\]\\.": "\\[[0-9A-Za-z_]\\]\\.",
    "\\\\w": "\\\\w",
    "(?i)select|[a-z]{3}": "(?i)select|[a-z]{3}",
  };
  for (const [expression, other] of Object.entries(written)) assert.equal(asciiExpression(expression), other);
});

test("an expression is found wherever it stands in a configuration, and nothing else is touched", () => {
  const config = {
    rule: { any: [{ pattern: "\\w" }, { has: { regex: "\\w" } }] },
    constraints: { A: { regex: "\\d" } },
  };
  assert.deepEqual(forAscii(config), {
    rule: { any: [{ pattern: "\\w" }, { has: { regex: "[0-9A-Za-z_]" } }] },
    constraints: { A: { regex: "[0-9]" } },
  });
});

test("a source with a single other character is not ASCII", () => {
  assert.deepEqual([isAscii("x = 1\n"), isAscii("naïve = 1\n"), isAscii("")], [true, false, true]);
});
