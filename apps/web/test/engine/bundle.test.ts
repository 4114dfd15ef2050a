/** The engine as a page would load it: all that simulates, and with inference besides. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as engine from "@homeostat/engine";
import { build, type Plugin, type Rolldown } from "vite";
import { expect, it } from "vitest";

/** kB = 1000 bytes. */
const most = 120;
const face = new URL(import.meta.resolve("@homeostat/engine")).pathname;

/** Leaves what stands under infer/ out of the engine's face. */
const withoutInference: Plugin = {
  name: "without-inference",
  load: (id) =>
    id === face ? readFileSync(face, "utf8").replace(/export [^;]*"\.\/infer\/[^"]*";/g, "") : null,
};

/** Built as the page is: a library's build would leave the blanks in. */
async function bundle(plugins: readonly Plugin[]) {
  const { output } = (await build({
    configFile: false,
    logLevel: "error",
    plugins: [...plugins],
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rollupOptions: { input: face, preserveEntrySignatures: "strict", output: { format: "es" } },
    },
  })) as Rolldown.RolldownOutput;
  const [entry] = output;
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return { names: new Set(entry.exports), kilobytes: gzipSync(code, { level: 9 }).length / 1000 };
}

it(`simulates within ${most} kB, gzipped`, async () => {
  const [simulating, whole] = await Promise.all([bundle([withoutInference]), bundle([])]);
  expect(whole.names).toEqual(new Set(Object.keys(engine)));
  const needed = [
    "model",
    "simulate",
    "simulateEnsemble",
    "simulateEnsembleOn",
    "serveEnsembles",
    "simulateJumps",
  ];
  expect([...simulating.names]).toEqual(expect.arrayContaining(needed));
  process.stdout.write(
    `engine, gzipped: ${simulating.kilobytes.toFixed(1)} kB to simulate, ${whole.kilobytes.toFixed(1)} kB with inference\n`,
  );
  expect(simulating.kilobytes).toBeLessThanOrEqual(most);
});
