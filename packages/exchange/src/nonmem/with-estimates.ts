import type { PopulationEstimate } from "@homeostat/engine/infer";
import { occasionName } from "./all-effects.ts";
import type { FitModel } from "./fit-model.ts";

/** MODEL.json with a population's estimates in the place of the numbers that the search began from. */
export function withEstimates(
  text: string,
  { file, mixed }: FitModel,
  { parameters, omega }: Pick<PopulationEstimate, "parameters" | "omega">,
): string {
  const json = JSON.parse(text) as Tree;
  for (const [name, value] of Object.entries(parameters))
    place(json, file.constantPaths.get(name) ?? "", value);
  const n = mixed.effects.length;
  const entry = (a: string, b: string): number => {
    const [row, column] = [mixed.effects.indexOf(a), mixed.effects.indexOf(b)];
    return row < 0 || column < 0 ? 0 : omega[row * n + column]!;
  };
  json.omega = estimatedOmega(json.omega, entry);
  const { occasions } = file;
  if (occasions !== undefined) {
    const first = occasions.levels[0]!;
    const inFirst = (a: string, b: string) => entry(occasionName(a, first), occasionName(b, first));
    (json.occasions as Tree).omega = estimatedOmega((json.occasions as Tree).omega, inFirst);
  }
  return `${JSON.stringify(json, null, 2)}\n`;
}

interface Tree {
  [key: string]: unknown;
}

/** Along `observations[0].error.additive.sd`. */
function place(json: Tree, path: string, value: number): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop()!;
  const holder = steps.reduce((at, step) => at[step] as Tree, json);
  holder[last] = value;
}

type Block = { readonly effects: readonly string[]; readonly lower: readonly (readonly number[])[] };

function estimatedOmega(given: unknown, entry: (a: string, b: string) => number): unknown {
  if (Array.isArray(given))
    return (given as readonly Block[]).map(({ effects }) => ({
      effects,
      lower: effects.map((row, i) => effects.slice(0, i + 1).map((column) => entry(row, column))),
    }));
  return Object.fromEntries(Object.keys(given as object).map((name) => [name, entry(name, name)]));
}
