import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { functionNames } from "./functions.ts";
import { parseEquations, parseExpression } from "./parse.ts";

const guide = readFileSync(new URL("../../../../docs/guides/equations.md", import.meta.url), "utf8");

describe("docs/guides/equations.md", () => {
  it("shows equations that can be read", () => {
    const [, block = ""] = /```\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(parseEquations(block).map(({ kind }) => kind)).toEqual([
      "derivative",
      "variable",
      "function",
      "constraint",
      "initialisation",
    ]);
  });

  it("names every function of the language", () => {
    for (const name of functionNames) expect(guide).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it("shows expressions with units that can be read", () => {
    const shown = [...guide.matchAll(/`([^`\n]*'[^`\n]*'[^`\n]*)`/g)].map(([, text = ""]) => text);
    expect(shown.length).toBeGreaterThan(4);
    for (const text of shown) expect(() => parseExpression(text)).not.toThrow();
  });
});
