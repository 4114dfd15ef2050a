import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorTables } from "./error-page.ts";
import { generatedPages, generatedPath } from "./pages.ts";

test.each(Object.entries(generatedPages))(
  "docs/generated/%s says what the code says (npm run docs)",
  (name, make) => {
    expect(readFileSync(generatedPath(name), "utf8")).toBe(make());
  },
);

test("no two rooms give one code to two rules", () => {
  const codes = errorTables.flatMap(Object.keys);
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});
