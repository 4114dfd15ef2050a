import {
  compileKernel,
  equationText,
  lower,
  type ModelSpec,
  type Spread,
  type System,
} from "@homeostat/engine";
import { catalogue } from "@homeostat/models";
import type { ModelDetail, ModelSummary } from "../contract/schemas.ts";

/** Published models, in the order of the catalogue. */
export const listModels = (): readonly ModelSummary[] =>
  [...catalogue.values()].map(({ model }) => ({
    id: model.id,
    name: model.title,
    status: model.status,
    states: Object.keys(model.states).length,
    reference: model.reference.citation,
  }));

/** A model as its paper gives it, or null where there is none of that id. */
export function modelDetail(id: string): ModelDetail | null {
  const model = catalogue.get(id)?.model;
  if (!model) return null;
  const system = lower(model);
  const values = defaultsOf(system);
  const { citation, doi = null, note = null } = model.reference;
  return {
    id,
    name: model.title,
    status: model.status,
    hash: system.hash,
    use: model.use,
    time: model.time,
    reference: { citation, doi, note },
    equations: equationText(model),
    ...slotsOf(model),
    parameters: Object.entries(model.parameters).map(
      ([name, { is, unit, value, range, spread, source }]) => ({
        name,
        is,
        unit,
        source,
        value: values.get(name)!,
        expression: typeof value === "string" ? value : null,
        range: range ? [...range] : null,
        spread: spread ? spreadText(spread) : null,
      }),
    ),
  };
}

function slotsOf({ states, inputs, outputs }: ModelSpec) {
  return {
    states: Object.entries(states).map(([name, { is, unit }]) => ({ name, is, unit })),
    inputs: Object.entries(inputs).map(([name, { is, unit }]) => ({ name, is, unit })),
    outputs: Object.entries(outputs).map(([name, { is, unit, loinc = null }]) => ({ name, is, unit, loinc })),
  };
}

/** The numbers of all parameters, with those that follow from others worked out. */
function defaultsOf(system: System): ReadonlyMap<string, number> {
  const kernel = compileKernel(system);
  const p = new Float64Array(kernel.parameters.length);
  kernel.fillParameters(p, new Uint8Array(p.length));
  return new Map(kernel.parameters.map((name, slot) => [name, p[slot]!]));
}

function spreadText(spread: Spread): string {
  switch (spread.kind) {
    case "logNormal":
      return `log-normal, coefficient of variation ${spread.cv}`;
    case "normal":
      return `normal, standard deviation ${spread.sd}`;
    case "logitNormal":
      return `logit-normal between ${spread.low} and ${spread.high}, standard deviation ${spread.sd}`;
    case "uniform":
      return `uniform between ${spread.low} and ${spread.high}`;
  }
}
