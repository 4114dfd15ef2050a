import { failure } from "../errors/registry.ts";
import { digestName, digestText } from "../observation/digest.ts";
import type { Observation } from "../observation/observation.ts";
import { compareObservations } from "../observation/order.ts";
import { measureOf, type Prepared, takeOf } from "../twin/prepare.ts";
import type { Twin } from "../twin/twin.ts";
import { type Assimilated, Fold, type Witness } from "./fold.ts";

/**
 * Brings observations into a twin, in the order of the log whatever their order here. Pure: the twin given stays as it
 * is. An observation from before the watermark is not used but noted as late: `followLog` (history.ts) rewinds for it.
 *
 * @throws HomeostatError HS3056 where the model cannot be integrated, HS3057 for a twin of another model or design
 */
export function assimilate(
  prepared: Prepared,
  twin: Twin,
  observations: Observation | readonly Observation[],
  witness?: Witness,
): Assimilated {
  checkIdentity(prepared, twin);
  const batch = Array.isArray(observations) ? [...observations] : [observations as Observation];
  const fold = new Fold(prepared, twin, witness);
  for (const group of byInstant(fold.takeInputs(batch.sort(compareObservations)))) fold.measureAll(group);
  return fold.done();
}

/** Whether an observation says anything to twins of this design. */
export function concerns({ design }: Prepared, { code }: Observation): boolean {
  return measureOf(design, code) >= 0 || takeOf(design, code) >= 0;
}

function checkIdentity({ model, design, designHash }: Prepared, twin: Twin): void {
  const same = twin.design === design || digestName(digestText(JSON.stringify(twin.design))) === designHash;
  if (twin.modelHash !== model.hash || !same)
    throw failure("HS3057", { subject: twin.subject, has: twin.modelHash, given: model.hash });
}

/** Measurements of one instant, together. */
function byInstant(sorted: readonly Observation[]): Observation[][] {
  const groups: Observation[][] = [];
  for (const observation of sorted) {
    const last = groups.at(-1);
    if (last && last[0]!.start === observation.start) last.push(observation);
    else groups.push([observation]);
  }
  return groups;
}
