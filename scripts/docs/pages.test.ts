import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generatedPages, generatedPath } from "./pages.ts";

test.each(Object.entries(generatedPages))(
  "docs/generated/%s says what the code says (npm run docs)",
  (name, make) => {
    expect(readFileSync(generatedPath(name), "utf8")).toBe(make());
  },
);
