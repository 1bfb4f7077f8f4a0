import assert from "node:assert/strict";
import { test } from "node:test";
import { markdown } from "../../src/review/checklist.ts";

const SITE = new URL("https://playbook.example/handbook/");

test("a list is copied as far as it is ticked", () => {
  const items = [
    { markdown: "MUST [XMP01](https://elsewhere.example/rules/XMP01/) **One.**", ticked: true },
    { markdown: "MAY [XMP02](../rules/XMP02/) **Two.**", ticked: false },
  ];
  assert.equal(
    markdown("Sample", items, SITE),
    "## Sample\n\n" +
      "- [x] MUST [XMP01](https://elsewhere.example/rules/XMP01/) **One.**\n" +
      "- [ ] MAY [XMP02](https://playbook.example/handbook/rules/XMP02/) **Two.**\n",
  );
});
