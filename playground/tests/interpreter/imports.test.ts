import assert from "node:assert/strict";
import { test } from "node:test";
import { guessRequires, importedNames } from "../../src/interpreter/imports.ts";

const SOURCE = `
"""import nothing_at_all is only a sentence"""
import os, sqlalchemy as sa  # import this
from fastapi.testclient import TestClient
import jwt; import json
    from pydantic_settings import BaseSettings
from .local import thing
`;

test("names are found in every form of import", () => {
  assert.deepEqual(importedNames(SOURCE), [
    "fastapi",
    "fastapi.testclient",
    "fastapi.testclient.TestClient",
    "jwt",
    "os",
    "pydantic_settings",
    "pydantic_settings.BaseSettings",
    "sqlalchemy",
  ]);
  assert.deepEqual(importedNames("from email.mime import (\n    text as t,  # why\n    base,\n)"), [
    "email",
    "email.mime",
    "email.mime.base",
    "email.mime.text",
  ]);
});

test("a name becomes a distribution only if there is one", () => {
  const imports = { fastapi: "fastapi", jwt: "pyjwt", pydantic_settings: "pydantic-settings", limits: "limits" };
  assert.deepEqual(guessRequires(SOURCE, imports), ["fastapi", "pyjwt", "pydantic-settings"]);
  assert.deepEqual(guessRequires("import argon2, toString", imports), []);
  assert.deepEqual(guessRequires("import dns\nfrom dns import name", { dns: "dnspython" }), ["dnspython"]);
});
