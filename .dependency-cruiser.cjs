/** The arrows of the house: engine ← models; engine ← twin ← connect; all ← apps. */
const forbid = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    forbid(
      "no-cycles",
      {},
      { circular: true },
      "A cycle means two files are one idea: merge them, or move what they share below both.",
    ),
    forbid(
      "engine-stands-alone",
      { path: "^packages/engine/src", pathNot: "\\.test\\.ts$" },
      { pathNot: "^packages/engine/src" },
      "The engine runs in a page, a worker and a server: it depends on nothing but itself.",
    ),
    forbid(
      "solving-knows-no-inference",
      { path: "^packages/engine/src", pathNot: ["^packages/engine/src/infer/", "\\.test\\.ts$", "/test/"] },
      { path: "^packages/engine/src/infer/" },
      "A page that only simulates loads no inference: it stands on the solvers and has a face of its own.",
    ),
    forbid(
      "models-know-only-the-engine",
      { path: "^packages/models/src", pathNot: "\\.test\\.ts$" },
      { pathNot: "^packages/(models|engine)/src" },
      "A model is data: it may name the engine, never a twin, a file or a socket.",
    ),
    forbid(
      "exchange-knows-only-the-engine",
      { path: "^packages/exchange/src", pathNot: "\\.test\\.ts$" },
      { pathNot: "^(packages/(exchange|engine)/src|node_modules/saxes)" },
      "A model in another notation is read into the engine's graph; it may name no model, twin, file or socket.",
    ),
    forbid(
      "twin-knows-only-the-engine",
      { path: "^packages/twin/src", pathNot: "\\.test\\.ts$" },
      { pathNot: "^packages/(twin|engine)/src" },
      "The twin takes its model as an argument: only the apps choose one.",
    ),
    forbid(
      "connect-is-the-edge",
      { path: "^packages/connect/src" },
      { path: "^(packages/models|apps)/" },
      "Connect turns records into observations: it knows neither a model nor an app.",
    ),
    forbid(
      "packages-never-import-apps",
      { path: "^packages/" },
      { path: "^apps/" },
      "Arrows point one way: the apps use the packages.",
    ),
    forbid(
      "web-never-imports-server",
      { path: "^apps/web/src" },
      { path: "^(apps/(server|cli)|packages/connect)/", pathNot: "^apps/server/src/contract/" },
      "The page talks to the server by its documented API only.",
    ),
    forbid(
      "web-takes-only-types-of-the-contract",
      { path: "^apps/web/src" },
      { path: "^apps/server/src/contract/", dependencyTypesNot: ["type-only"] },
      "The API's shapes are shared as types; the validators stay on the server.",
    ),
    forbid(
      "only-public-faces",
      { path: "^(packages|apps)/([^/]+)/" },
      {
        path: "^packages/([^/]+)/src/",
        pathNot: [
          "^packages/$2/",
          "^packages/[^/]+/src/index\\.ts$",
          "^packages/engine/src/infer/index\\.ts$",
        ],
      },
      "A package is entered by its index.ts (the engine's inference by its own); what is not named there is private.",
    ),
    forbid("not-unresolvable", {}, { couldNotResolve: true }, "An import that resolves to nothing."),
    forbid(
      "no-tests-in-code",
      { pathNot: "(\\.test\\.tsx?$|/test/)" },
      { path: "(\\.test\\.tsx?$|/test/)" },
      "Code does not import tests or their helpers.",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
