// The contract of imports: a room may import the rooms below it that are named here, and what all rooms may.
const BELOW = {
  base: [],
  protocol: [],
  data: [],
  edits: [],
  editor: [],
  offline: [],
  review: ["data", "links"],
  search: ["data", "links"],
  snapshots: [],
  worker: [],
  links: ["data"],
  download: ["data", "offline", "snapshots"],
  interpreter: ["data", "download", "snapshots"],
  example: ["data", "editor", "edits", "interpreter", "links", "offline"],
  week: ["edits"],
  which: ["data", "links", "offline"],
  playground: ["data", "editor", "edits", "example", "interpreter", "links"],
};
const SHARED = "site|wording|base/[^/]+|protocol/[^/]+";

function only(from, comment, allowed) {
  return {
    name: `${from}-imports-downwards`,
    comment,
    severity: "error",
    from: { path: `^src/${from}` },
    to: { path: "^src/", pathNot: allowed },
  };
}

const rooms = Object.entries(BELOW).map(([room, below]) => {
  const shared = room === "base" ? "base/[^/]+" : room === "protocol" ? "(protocol|base)/[^/]+" : SHARED;
  const folders = [room, ...below].map((name) => `${name}/[^/]+`).join("|");
  return only(
    `${room}/`,
    `${room} may import ${[...below, "base and protocol"].join(", ")}`,
    `^src/(${shared}|${folders})\\.ts$`,
  );
});

export default {
  forbidden: [
    ...rooms,
    only("(site|wording)\\.ts", "what all rooms use uses no room", "^src/(base|protocol)/[^/]+\\.ts$"),
    only(
      "app\\.ts",
      "app.ts opens the two rooms that a page needs",
      `^src/(${SHARED}|(editor|example|interpreter|playground)/[^/]+)\\.ts$`,
    ),
    only(
      "loader\\.ts",
      "all that loader.ts imports is sent before the reader shows intent",
      `^src/(${SHARED}|app|example/controls|example/download-size|example/reach|edits/edit-key|links/[^/]+|offline/[^/]+|search/[^/]+|review/(review|rule-links)|week/week|which/which)\\.ts$`,
    ),
    {
      name: "no-new-room",
      comment: "a room is named in .dependency-cruiser.mjs, with what it may import",
      severity: "error",
      from: { path: "^src/([^/]+)/", pathNot: `^src/(${Object.keys(BELOW).join("|")})/` },
      to: {},
    },
    {
      name: "no-circle",
      comment: "two files that import each other are one file",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphan",
      comment: "nobody imports it",
      severity: "error",
      from: { orphan: true, path: "^src/", pathNot: "\\.d\\.ts$" },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    parser: "swc",
    enhancedResolveOptions: { extensions: [".ts", ".js", ".mjs"] },
  },
};
