import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type InlineConfig } from "vite";

/** Builds the page and the worker of the tests into a folder; returns it and the names of what stands there. */
export async function buildEnginePage() {
  const outDir = mkdtempSync(join(tmpdir(), "homeostat-engine-"));
  await build(bundle(outDir, "page.ts"));
  // The engine says that its modules have no side effects; a test file is nothing else.
  await build(bundle(outDir, "suite.worker.ts", { treeshake: false }));
  return { folder: outDir, page: "page.js", suite: "suite.worker.js" };
}

function bundle(outDir: string, input: string, rollup: { readonly treeshake?: boolean } = {}): InlineConfig {
  return {
    root: import.meta.dirname,
    base: "./",
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    define: { "process.env.NODE_ENV": '"test"' },
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2024",
      minify: false,
      modulePreload: false,
      rollupOptions: {
        ...rollup,
        input: join(import.meta.dirname, "in-page", input),
        output: { entryFileNames: "[name].js", format: "es" },
      },
    },
  };
}
