import type { JsonValue } from "./json-value.ts";
import type { CellSide, CellTest, RowCondition } from "./model-file.ts";

/** Columns with what their cells must be: a number, a word, another than these, or on a side of a number. */
export function readCondition(json: JsonValue): RowCondition {
  return Object.fromEntries(
    json.entries("cells by column").map(([column, cell]) => [column, cellTest(cell)]),
  );
}

const sides: readonly CellSide[] = ["below", "above", "atMost", "atLeast"];

function cellTest(json: JsonValue): CellTest {
  if (json.kind !== "object") return cellText(json);
  const given = json.fields("not", ...sides);
  const [key, ...more] = Object.keys(given) as (keyof typeof given)[];
  if (key === undefined || more.length > 0)
    return json.refuse(`one of ${["not", ...sides].join(", ")} with a number`);
  const value = given[key]!;
  return key === "not" ? { not: cellText(value) } : { side: key, limit: value.number() };
}

const cellText = (json: JsonValue): string =>
  json.kind === "number" ? String(json.number()) : json.text("a number, a word, or a limit");
