import type { DensityData, DensitySpec } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What each part of a density file may hold; the engine reads the texts and numbers themselves. */
const fieldsOf = {
  density: ["$schema", "id", "title", "reference", "parameters", "terms", "reports"],
  parameter: ["is", "above", "below", "each", "start"],
  start: ["at", "spread"],
  term: ["over", "equations", "log", "index", "carries", "solves"],
  carry: ["first", "next"],
  solves: ["model", "at", "from", "parameters"],
} as const;

/** Reads DENSITY.json (docs/guides/densities.md). @throws HS1673 with the place */
export function readDensity(text: string, source: string): DensitySpec {
  const density = fields(parsed(text, source), source, "density");
  for (const [name, parameter] of entries(density.parameters, `${source}: parameters`)) {
    const { start } = fields(parameter, `${source}: parameters.${name}`, "parameter");
    if (start !== undefined) fields(start, `${source}: parameters.${name}.start`, "start");
  }
  if (!Array.isArray(density.terms)) throw unfit(`${source}: terms`, "it is no list");
  density.terms.forEach((one, i) => {
    const term = fields(one, `${source}: terms[${i}]`, "term");
    if (typeof term.log !== "string") throw unfit(`${source}: terms[${i}].log`, "it is no text");
    for (const [name, carry] of entries(term.carries ?? {}, `${source}: terms[${i}].carries`))
      fields(carry, `${source}: terms[${i}].carries.${name}`, "carry");
    if (term.solves !== undefined) fields(term.solves, `${source}: terms[${i}].solves`, "solves");
  });
  const named = { id: source, title: source, reference: { citation: source } };
  return { ...named, ...density } as unknown as DensitySpec;
}

/** Reads DATA.json: tables by name, each by column. @throws HS1673 with the place */
export function readTables(text: string, source: string): DensityData {
  const tables = parsed(text, source);
  for (const [table, columns] of entries(tables, source))
    for (const [column, values] of entries(columns, `${source}: ${table}`))
      if (!(Array.isArray(values) && values.every((value) => typeof value === "number")))
        throw unfit(`${source}: ${table}.${column}`, "it is no list of numbers");
  return tables as DensityData;
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unfit(source, `it is not JSON: ${(error as Error).message}`);
  }
}

function fields(value: unknown, path: string, kind: keyof typeof fieldsOf): Fields {
  const known: readonly string[] = fieldsOf[kind];
  const all = entries(value, path);
  const strange = all.find(([name]) => !known.includes(name));
  if (strange !== undefined)
    throw unfit(`${path}.${strange[0]}`, `only ${known.join(", ")} mean something here`);
  return Object.fromEntries(all);
}

function entries(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw unfit(path, "it is no object");
  return Object.entries(value);
}

const unfit = (path: string, problem: string) => failure("HS1673", { path, problem });
