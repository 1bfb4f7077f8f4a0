// Asks a search worker, ours or the theme's, each query as the page does: `node run_worker.mjs WORKER INDEX`, with the
// queries as a JSON array on the standard input. Writes for each its results, page by page.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [worker, index] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(0, "utf-8"));
let listener;
let answered;
const scope = { console, URL, addEventListener: (_, heard) => (listener = heard), postMessage: (data) => answered(data) };
scope.self = scope;
scope.window = scope;
vm.runInNewContext(readFileSync(worker, "utf-8"), scope);

function ask(message) {
  return new Promise((resolve) => {
    answered = resolve;
    listener({ data: message });
  });
}

const { config, docs } = JSON.parse(readFileSync(index, "utf-8"));
await ask({ type: 0, data: { config, docs, options: { suggest: false } } });
const answers = [];
for (const query of queries) {
  const { data } = await ask({ type: 2, data: query });
  answers.push(data.items);
}
process.stdout.write(JSON.stringify(answers));
