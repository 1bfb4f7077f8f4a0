// What a worker can try with JavaScript of its own: tells each by name as it gets through, and "over" at the end.
// AWAY, SOCKET and SITE are put in front of it.
const probes = {
  fetch: () => fetch(`${AWAY}/fetch`, { mode: "no-cors" }),
  "fetch of the site": () => fetch(`${SITE}stolen`),
  XMLHttpRequest: () => {
    const request = new XMLHttpRequest();
    request.open("GET", `${AWAY}/xhr`, false);
    request.send();
  },
  WebSocket: () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${SOCKET}/socket`);
      socket.onopen = resolve;
      socket.onerror = reject;
    }),
  EventSource: () =>
    new Promise((resolve, reject) => {
      const events = new EventSource(`${AWAY}/events`);
      events.onopen = resolve;
      events.onerror = reject;
    }),
  "import()": () => import(`${AWAY}/import`),
  "a font": () => new FontFace("stolen", `url(${AWAY}/font)`).load(),
  "importScripts in a nested worker": () => nested("data:", `importScripts("${AWAY}/script")`),
  "fetch in a nested worker of data:": () => nested("data:", `await fetch("${AWAY}/nested", { mode: "no-cors" })`),
  "fetch in a nested worker of blob:": () => nested("blob:", `await fetch("${AWAY}/nested", { mode: "no-cors" })`),
  "import() of data: that fetches": () =>
    import("data:text/javascript," + encodeURIComponent(`await fetch("${AWAY}/imported", { mode: "no-cors" })`)),
  "a cache": () => caches.open("stolen").then((cache) => cache.put(`${AWAY}/stolen`, new Response("stolen"))),
  "a database": () =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open("stolen");
      opening.onsuccess = resolve;
      opening.onerror = reject;
    }),
  "a file": () => navigator.storage.getDirectory().then((root) => root.getFileHandle("stolen", { create: true })),
  "a channel to the page": () => new BroadcastChannel("playbook").postMessage("stolen"),
  "a lock": () => navigator.locks.request("stolen", () => undefined),
  "the database of the site, in a nested worker of blob:": () =>
    nested("blob:", `await new Promise((y, n) => { const o = indexedDB.open("stolen"); o.onsuccess = y; o.onerror = n; })`),
  eval: () => (0, eval)("1"),
};

/** Runs the code in a worker inside this one; fails as it fails there. */
function nested(scheme, code) {
  const text = `(async () => { ${code} })().then(() => postMessage("through"), () => postMessage("refused"))`;
  const url = scheme === "data:" ? "data:text/javascript," + encodeURIComponent(text) : URL.createObjectURL(new Blob([text]));
  return new Promise((resolve, reject) => {
    const worker = new Worker(url);
    worker.onmessage = ({ data }) => (data === "through" ? resolve() : reject());
    worker.onerror = reject;
  });
}

const late = () => new Promise((_, reject) => setTimeout(reject, 2000));
await Promise.all(
  Object.entries(probes).map(async ([name, probe]) => {
    try {
      await Promise.race([probe(), late()]);
      postMessage(name);
    } catch {
      // Refused, or not there at all.
    }
  }),
);
postMessage("over");
