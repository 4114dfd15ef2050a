/** The engine, whole, as a page would load it. */
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";

/** kB = 1000 bytes. */
const most = 120;

it(`is at most ${most} kB, gzipped`, async () => {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      lib: { entry: new URL(import.meta.resolve("@homeostat/engine")).pathname, formats: ["es"] },
    },
  });
  const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  expect(code).toContain("HS1301");
  const kilobytes = gzipSync(code, { level: 9 }).length / 1000;
  process.stdout.write(
    `engine: ${kilobytes.toFixed(1)} kB gzipped, ${(code.length / 1000).toFixed(0)} kB minified\n`,
  );
  expect(kilobytes).toBeLessThanOrEqual(most);
});
