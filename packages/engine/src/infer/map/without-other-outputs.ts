import type { MixedEffectsModel } from "./mixed-effects-model.ts";

/** The same model with those outputs only that measurements and doses read: of others no derivatives are made. */
export function withoutOtherOutputs(model: MixedEffectsModel): MixedEffectsModel {
  const { observations, doseProperties, system, shares, switches } = model;
  const ofDoses = doseProperties.flatMap((properties) => Object.values(properties));
  const read = new Set([
    ...observations.flatMap(({ prediction, variance }) => [prediction, variance]),
    ...observations.flatMap(({ loads = [] }) => loads.map(({ slot }) => slot)),
    ...(shares ?? []),
    ...(switches ?? []).map(({ time }) => time),
    ...ofDoses.filter((slot) => slot !== undefined),
  ]);
  const kept = [...system.outputs.keys()].filter((slot) => read.has(slot));
  if (kept.length === system.outputs.length) return model;
  const place = new Map(kept.map((slot, i) => [slot, i]));
  return {
    ...model,
    system: {
      ...system,
      hash: `${system.hash} with outputs ${kept.join()}`,
      outputs: kept.map((slot) => system.outputs[slot]!),
    },
    observations: observations.map((one) => ({
      ...one,
      prediction: place.get(one.prediction)!,
      variance: place.get(one.variance)!,
      ...(one.loads && { loads: one.loads.map((load) => ({ ...load, slot: place.get(load.slot)! })) }),
    })),
    ...(switches && { switches: switches.map((one) => ({ ...one, time: place.get(one.time)! })) }),
    ...(shares && { shares: shares.map((slot) => place.get(slot)!) }),
    doseProperties: doseProperties.map((properties) =>
      Object.fromEntries(Object.entries(properties).map(([name, slot]) => [name, place.get(slot)!])),
    ),
  };
}
