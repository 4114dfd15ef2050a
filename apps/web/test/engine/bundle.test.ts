/** The engine's two faces as a page would load them: all that simulates, and all that infers besides. */
import { gzipSync } from "node:zlib";
import * as engine from "@homeostat/engine";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";

/** kB = 1000 bytes. */
const most = 120;
const face = (name: string) => new URL(import.meta.resolve(name)).pathname;

/** Built as the page is: a library's build would leave the blanks in. */
async function bundle(...faces: readonly string[]) {
  const { output } = (await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rollupOptions: { input: faces.map(face), preserveEntrySignatures: "strict", output: { format: "es" } },
    },
  })) as Rolldown.RolldownOutput;
  const [entry] = output;
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return { names: new Set(entry.exports), kilobytes: gzipSync(code, { level: 9 }).length / 1000 };
}

it(`simulates within ${most} kB, gzipped`, async () => {
  const [simulating, both] = await Promise.all([
    bundle("@homeostat/engine"),
    bundle("@homeostat/engine", "@homeostat/engine/infer"),
  ]);
  expect(simulating.names).toEqual(new Set(Object.keys(engine)));
  process.stdout.write(
    `engine, gzipped: ${simulating.kilobytes.toFixed(1)} kB to simulate, ${both.kilobytes.toFixed(1)} kB with inference\n`,
  );
  expect(simulating.kilobytes).toBeLessThanOrEqual(most);
});
