import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "..", "src");

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.tsx?$/.test(name),
);

const imports = files.flatMap((file) =>
  [
    ...readFileSync(join(source, file), "utf8").matchAll(
      /import\s+(type\s)?[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g,
    ),
  ].map(([, typeOnly, from, lazy]) => ({ file, typeOnly: typeOnly !== undefined, from: from ?? lazy ?? "" })),
);

const breaking = (wrong: (one: (typeof imports)[number]) => boolean): string[] =>
  imports.filter(wrong).map(({ file, from }) => `${file} → ${from}`);

/** The arrows of the house where they end: dependency-cruiser does not read .tsx. */
describe("the page", () => {
  it("was read", () => expect(imports.length).toBeGreaterThan(300));

  it("talks to the server by its documented API: it takes types of the contract, and nothing else", () => {
    const server = breaking(
      ({ from, typeOnly }) =>
        /@homeostat\/(server|cli|connect|exchange)/.test(from) && !(typeOnly && from.endsWith("/contract")),
    );
    expect(server).toEqual([]);
  });

  it("runs the engine in the worker only", () => {
    const engine = breaking(
      ({ from, file, typeOnly }) =>
        /@homeostat\/(engine|models)/.test(from) && !typeOnly && !file.includes(".worker."),
    );
    expect(engine).toEqual([]);
  });

  it("does not import its tests", () => {
    expect(
      breaking(({ from, file }) => /(\.test\.|\/test\/)/.test(from) && !file.includes(".test.")),
    ).toEqual([]);
  });
});
