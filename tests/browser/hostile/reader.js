// What a reader does on the playground's page and sees there; one function for each, all on `globalThis.reader`.
globalThis.reader = (() => {
  const section = () => document.querySelector("[data-example]");
  const status = () => section()?.querySelector('[role="status"]')?.textContent ?? "";
  const log = () => section()?.querySelector('[role="log"]');
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const heard = [];
  const hear = (data) => heard.push(String(typeof data === "object" ? JSON.stringify(data) : data).slice(0, 200));
  addEventListener("message", ({ data }) => hear(data));
  new BroadcastChannel("playbook").onmessage = ({ data }) => hear(data);
  addEventListener("storage", ({ key }) => hear(key));

  const button = (name) => {
    const found = [...section().querySelectorAll("button")].find((one) => one.textContent.trim() === name);
    if (!found || found.hidden) throw new Error(`there is no button ${name}`);
    return found;
  };

  /** Waits until `seen` returns true, for so many milliseconds at most; returns what it said last. */
  const look = async (seen, ms) => {
    const since = performance.now();
    while (!seen() && performance.now() - since < ms) await wait(5);
    return seen();
  };

  const until = async (pattern, ms) => {
    const wanted = new RegExp(pattern);
    const since = performance.now();
    await look(() => wanted.test(status()), ms);
    return { status: status().slice(0, 500), ms: performance.now() - since };
  };

  let watching = 0;
  let times = [];

  /** Measures, over and over, how many milliseconds the page takes to paint a frame and to hear a message. */
  const watch = async () => {
    const turn = ++watching;
    times = [];
    while (turn === watching) {
      const since = performance.now();
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage("");
        });
      });
      times.push(performance.now() - since);
    }
  };

  // Firefox at times never comes back from making a worker inside a worker: that one is ended, and another tries.
  const PROBES_MS = 10_000;
  const TRIES = 8;

  /** Runs the source once in a worker made by `owner`; returns whether it came to its end, having added to `told`. */
  const probeOnce = (owner, url, told) =>
    new Promise((resolve, reject) => {
      const worker = new owner.Worker(url, { type: "module" });
      const end = (over) => {
        worker.terminate();
        resolve(over);
      };
      setTimeout(end, PROBES_MS, false);
      worker.onerror = (event) => reject(new Error(`the probes do not run: ${event.message}`));
      worker.onmessage = ({ data }) => (data === "over" ? end(true) : told.add(data));
    });

  /** Runs the source in a worker made by `owner`, a window; returns what it told before "over". */
  const probe = async (owner, url) => {
    const told = new Set();
    for (let left = TRIES; left > 0; left--) if (await probeOnce(owner, url, told)) return [...told];
    throw new Error(`the probes do not end; they told: ${[...told].join(", ")}`);
  };

  return {
    until,
    probeFreely: (source) => probe(globalThis, URL.createObjectURL(new Blob([source], { type: "text/javascript" }))),
    /** Where Python's worker is made: in a frame that has the policy. */
    probeWhereProgramsRun(source) {
      const frame = document.querySelector("iframe");
      if (!frame) throw new Error("no frame holds the programs: they have the rights of the page");
      return probe(frame.contentWindow, "data:text/javascript," + encodeURIComponent(source));
    },
    /** Has the window itself ask by WebRTC, which no worker has. */
    async askByWebRTC(stun) {
      const connection = new RTCPeerConnection({ iceServers: [{ urls: stun }] });
      connection.createDataChannel("stolen");
      await connection.setLocalDescription(await connection.createOffer());
      await wait(2000);
      connection.close();
    },
    watch: () => void watch(),
    /** Ends the measuring; returns the times, of at least so many rounds. */
    async watched(rounds) {
      await look(() => times.length >= rounds, Infinity);
      watching++;
      return times;
    },
    async open(fragment) {
      const before = section();
      // An address that stays the same would open nothing.
      history.replaceState(null, "", location.pathname + location.search);
      location.hash = fragment;
      await look(() => section() !== before, 10_000);
      return document.querySelector("main").textContent.includes("came with the link");
    },
    arrived: () => look(() => section() !== null, 10_000),
    /** Waits until the program has written something, or is over. */
    begun(over, ms) {
      const ended = new RegExp(over);
      return look(() => Boolean(log()?.textContent) || ended.test(status()), ms);
    },
    notice: () => document.querySelector(".pb-notice")?.textContent ?? "",
    /** Waits for the notice that stands above the code. */
    notices(ms) {
      return look(() => this.notice() !== "", ms);
    },
    press: (name) => button(name).click(),
    async stop() {
      const since = performance.now();
      button("Stop").click();
      return { ...(await until("^Stopped", 10_000)), ms: performance.now() - since };
    },
    sees: () => ({
      status: status().slice(0, 500),
      statusLength: status().length,
      log: log()?.textContent.slice(0, 5000) ?? "",
      logLength: log()?.textContent.length ?? 0,
      // The log has spans of text, the section what the page itself put there.
      markup: [...(log()?.querySelectorAll("*") ?? [])].filter((one) => one.tagName !== "SPAN").length +
        document.querySelectorAll("main script, main img, main iframe:not([hidden]), main marquee, main a[href^='javascript']").length,
      marks: [...document.querySelectorAll(".pb-yours .pb-mark")].map((mark) => mark.textContent),
      failed: section()?.querySelector(".pb-status")?.textContent.slice(0, 500) ?? "",
    }),
    /** Everything a program might have got hold of or left behind in the page and its stores. */
    async finds() {
      const files = await navigator.storage.getDirectory().then(
        async (root) => {
          const names = [];
          for await (const name of root.keys()) names.push(name);
          return names;
        },
        () => [],
      );
      const places = {
        title: document.title,
        cookie: document.cookie,
        local: JSON.stringify({ ...localStorage }),
        session: JSON.stringify({ ...sessionStorage }),
        caches: (await caches.keys()).join(),
        databases: (await indexedDB.databases()).map(({ name }) => name).join(),
        files: files.join(),
        heard: heard.join(),
        prototypes: [Object, Array, Function, Promise].filter((one) => "stolen" in one.prototype).join(),
        globals: "stolen" in globalThis ? "stolen" : "",
      };
      return Object.entries(places).filter(([, text]) => text.includes("stolen") || text.includes("planted"));
    },
  };
})();
