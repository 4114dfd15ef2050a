import { failure } from "../../errors/registry.ts";
import { type BoundedScale, boundedScale } from "./bounded-scale.ts";
import type { DensityData, DensityParameter, DensitySpec } from "./density-spec.ts";

/** Where the values of a parameter stand among all: one, or one a row of its table. */
export interface ParameterPlace {
  readonly name: string;
  readonly from: number;
  /** 1 for a single number. */
  readonly count: number;
  readonly each: string | undefined;
  readonly scale: BoundedScale;
  readonly start: { readonly at: number; readonly spread: number };
}

export interface DensityLayout {
  readonly places: ReadonlyMap<string, ParameterPlace>;
  readonly size: number;
  /** "mu", "theta[1]", … */
  readonly names: readonly string[];
  readonly scales: readonly BoundedScale[];
}

/** @throws HS1671 where bounds leave nothing, HS1672 where a table is missing */
export function layOut({ id, parameters }: DensitySpec, data: DensityData): DensityLayout {
  const places = new Map<string, ParameterPlace>();
  let size = 0;
  for (const [name, parameter] of Object.entries(parameters)) {
    const count = parameter.each === undefined ? 1 : rowsOf(id, data, parameter.each);
    places.set(name, { name, from: size, count, each: parameter.each, ...scaleAndStart(name, parameter) });
    size += count;
  }
  const all = [...places.values()];
  const perElement = <T>(of: (place: ParameterPlace, element: number) => T): T[] =>
    all.flatMap((place) => Array.from({ length: place.count }, (_, i) => of(place, i)));
  return {
    places,
    size,
    names: perElement(({ name, each }, i) => (each === undefined ? name : `${name}[${i + 1}]`)),
    scales: perElement(({ scale }) => scale),
  };
}

/** How many rows a table has. @throws HS1672 where it is missing or its columns differ in length */
export function rowsOf(id: string, data: DensityData, table: string): number {
  const columns = Object.entries(data[table] ?? {});
  const first = columns[0];
  if (first === undefined) throw failure("HS1672", { id, problem: `there is no table '${table}'` });
  const count = first[1].length;
  const other = columns.find(([, values]) => values.length !== count);
  if (other !== undefined)
    throw failure("HS1672", {
      id,
      problem: `in the table '${table}', '${first[0]}' has ${count} rows and '${other[0]}' ${other[1].length}`,
    });
  return count;
}

function scaleAndStart(name: string, { above, below, start }: DensityParameter) {
  if (above !== undefined && below !== undefined && !(above < below))
    throw failure("HS1671", { name, problem: `it lies above ${above} and below ${below}` });
  const usual = above === undefined ? (below === undefined ? 0 : below - 1) : above + 1;
  const middle = above !== undefined && below !== undefined ? (above + below) / 2 : usual;
  const scale = boundedScale(above, below);
  const { at, spread } = start ?? { at: middle, spread: 1 };
  if (!(Number.isFinite(scale.toLine(at)) && spread > 0))
    throw failure("HS1671", { name, problem: `it cannot start at ${at} ± ${spread}` });
  return { scale, start: { at, spread } };
}
