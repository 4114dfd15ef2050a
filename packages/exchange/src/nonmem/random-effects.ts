import { failure } from "../errors/registry.ts";
import type { JsonValue } from "./json-value.ts";

/** Random effects in order, with their covariance row by row. */
export interface RandomEffects {
  readonly names: readonly string[];
  readonly omega: Float64Array;
}

interface Block {
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/**
 * Reads Ω: variances by name, `{ "ETA_CL": 0.2 }`, or blocks, `[{ "effects": ["A", "B"], "lower": [[0.2], [0.1, 0.3]] }]`.
 * Effects of variance 0 stay in the list of names that the model knows.
 */
export function readOmega(json: JsonValue): RandomEffects {
  const blocks =
    json.kind === "array"
      ? json.list().map(readBlock)
      : json.named("variances by name, or a list").map(readVariance);
  const names = blocks.flatMap((block) => block.names);
  names.forEach((name, i) => {
    if (names.indexOf(name) !== i)
      throw failure("HS1615", { name, problem: "it is listed twice" }, json.place);
  });
  return assemble(blocks, names);
}

function readVariance([name, value]: readonly [string, JsonValue]): Block {
  return { names: [name], rows: [[variance(value)]] };
}

function variance(json: JsonValue): number {
  const value = json.number("a variance");
  return value >= 0 ? value : json.refuse("a variance, which is not negative");
}

function readBlock(json: JsonValue): Block {
  const fields = json.fields("effects", "lower");
  const names = json
    .need(fields.effects, "effects")
    .list()
    .map((name) => name.name());
  const lower = json.need(fields.lower, "lower");
  const rows = lower.list("rows of the lower triangle").map((row, i) => {
    const cells = row.list("a row of the lower triangle");
    if (cells.length !== i + 1)
      row.refuse(`a row of ${i + 1} numbers: the lower triangle up to the diagonal`);
    return cells.map((cell, j) => (i === j ? variance(cell) : cell.number("a covariance")));
  });
  if (rows.length !== names.length) lower.refuse(`${names.length} rows, one for each effect`);
  return { names, rows };
}

function assemble(blocks: readonly Block[], names: readonly string[]): RandomEffects {
  const n = names.length;
  const omega = new Float64Array(n * n);
  let first = 0;
  for (const { rows } of blocks) {
    rows.forEach((row, i) => {
      row.forEach((value, j) => {
        omega[(first + i) * n + first + j] = value;
        omega[(first + j) * n + first + i] = value;
      });
    });
    first += rows.length;
  }
  return { names, omega };
}

/** The effects that vary: those of variance 0 are fixed at 0. */
export function varying({ names, omega }: RandomEffects): RandomEffects {
  const n = names.length;
  const kept = [...names.keys()].filter((i) => omega[i * n + i]! > 0);
  const part = kept.flatMap((i) => kept.map((j) => omega[i * n + j]!));
  return { names: kept.map((i) => names[i]!), omega: Float64Array.from(part) };
}
