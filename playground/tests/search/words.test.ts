import assert from "node:assert/strict";
import { test } from "node:test";
import { essence, tokens, variants } from "../../src/search/words.ts";

const cases: readonly [string, readonly string[]][] = [
  ["createUser", ["createuser", "create", "user"]],
  ["RequestValidationError", ["requestvalidationerror", "request", "validation", "error"]],
  ["HTTPException", ["httpexception", "http", "exception"]],
  ["JSON logs", ["json", "logs"]],
  ["S608", ["s608"]],
  ["§5.3", ["5.3"]],
  ["X-Request-ID", ["request", "id", "x-request-id", "xrequestid"]],
  ["exclude_unset=True", ["exclude", "unset", "true", "exclude_unset=true"]],
  ["N+1", ["1", "n+1"]],
  ["SELECT *", ["select", "*"]],
  ["don’t", ["dont"]],
  ["  ", []],
];

for (const [text, wanted] of cases) {
  test(`the words of "${text}"`, () => assert.deepEqual([...tokens(text)].sort(), [...wanted].sort()));
}

test("phrases are alike in any order, form and case, without the words that say little", () => {
  const same = ["password in log", "Log the passwords", "logged password", "logger.info"].map((text) =>
    [...essence(text)].sort().join(" "),
  );
  assert.equal(same[0], same[1]);
  assert.equal(same[0], same[2]);
  assert.notEqual(same[0], same[3]);
});

test("a query of words that say little keeps them", () =>
  assert.deepEqual(essence("what is it"), ["what", "is", "it"]));

test("British and American spellings, and short forms, are one word", () => {
  assert.equal(variants("sanitize").at(-1), variants("sanitised").at(-1));
  assert.equal(variants("pwd").at(-1), variants("passwords").at(-1));
  assert.notEqual(variants("exception").at(-1), variants("except").at(-1));
});

test("a word that every JavaScript object knows is a word as any other", () => {
  for (const word of ["constructor", "constructors", "valueof", "tostring"]) assert.equal(variants(word)[0], word);
});
