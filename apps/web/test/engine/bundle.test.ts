/** The engine, whole, as a page would load it. */
import { gzipSync } from "node:zlib";
import * as engine from "@homeostat/engine";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";

/** kB = 1000 bytes. */
const most = 120;

it(`is at most ${most} kB, gzipped`, async () => {
  // As the page is built: a library's build would leave the blanks in.
  const { output } = (await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rollupOptions: {
        input: new URL(import.meta.resolve("@homeostat/engine")).pathname,
        preserveEntrySignatures: "strict",
        output: { format: "es" },
      },
    },
  })) as Rolldown.RolldownOutput;
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  const [entry] = output;
  expect(new Set(entry.exports)).toEqual(new Set(Object.keys(engine)));
  const kilobytes = gzipSync(code, { level: 9 }).length / 1000;
  process.stdout.write(
    `engine: ${kilobytes.toFixed(1)} kB gzipped, ${(code.length / 1000).toFixed(0)} kB minified\n`,
  );
  expect(kilobytes).toBeLessThanOrEqual(most);
});
