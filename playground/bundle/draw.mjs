// Draws pictures: a JSON list of texts in Pikchr's language comes in, a list of SVGs or of Pikchr's messages goes out.
// Usage: node draw.mjs < sources.json > drawn.json
import { readFileSync } from "node:fs";
import pikchr from "pikchr-wasm";

const NO_CLASS = "";
const PLAIN_MESSAGES = 1;
const NO_SIZES = 0;

await pikchr.loadWASM();
const sources = JSON.parse(readFileSync(0, "utf8"));
const drawn = sources.map((source) => pikchr.render(source, NO_CLASS, PLAIN_MESSAGES, NO_SIZES, NO_SIZES));
process.stdout.write(JSON.stringify(drawn));
