import { EnsembleRun } from "../assimilate/ensemble-run.ts";
import { noMeals } from "../findings/missing-meal.ts";
import { newTracking } from "../forecast/tracking.ts";
import { emptyDigest } from "../observation/digest.ts";
import type { Instant } from "../observation/observation.ts";
import { renewGain } from "../assimilate/chance.ts";
import { normals } from "./noise.ts";
import type { Prepared } from "./prepare.ts";
import { drawPrior, equalWeights } from "./prior.ts";
import type { Twin } from "./twin.ts";

/** Whom a twin is of, and from when on. */
export interface Person {
  readonly subject: string;
  /** The twin uses nothing from before; the first measurement's time is a good choice. */
  readonly born: Instant;
}

/**
 * A twin that has seen nothing yet: members drawn from the prior, at the model's own start, spread by the design's
 * disturbances over the warm-up.
 *
 * @param seed names all of its chance; an integer from 0 to 2^53 − 1
 */
export function createTwin(prepared: Prepared, person: Person, seed: number): Twin {
  const { design, model, slotMs } = prepared;
  const { subject, born } = person;
  const before = born - Math.ceil((design.warmUpMinutes * 60_000) / slotMs) * slotMs;
  const members = {
    x: firstRows(prepared, seed),
    steps: new Float64Array(design.members),
    weights: equalWeights(design.members),
  };
  renewGain(prepared, { size: prepared.layout.size, ...members }, seed, 0);
  const run = new EnsembleRun(prepared, { seed, born, watermark: before, members });
  run.fillStarts();
  run.advanceTo(born, []);
  run.clip();
  return {
    subject,
    design,
    modelHash: model.hash,
    seed,
    born,
    watermark: born,
    members: run.members,
    inputs: [],
    sensors: design.measures.map(() => null),
    findings: [],
    meals: noMeals,
    blood: null,
    data: emptyDigest,
    observations: 0,
    refused: 0,
    lost: run.lost,
    parent: null,
    tracking: newTracking(design.scoring.horizons),
  };
}

/** Learned parameters from the prior; disturbances and sensor errors at rest; states are the run's to fill. */
function firstRows(prepared: Prepared, seed: number): Float64Array {
  const { design, layout, learned, disturbed, erring } = prepared;
  const x = new Float64Array(design.members * layout.size);
  const prior = drawPrior(prepared, seed);
  const wandering = [...disturbed.map(({ sd }) => sd), ...erring.map(() => 1)];
  const chance = normals(seed, "birth", 0, design.members * wandering.length);
  for (let m = 0; m < design.members; m++) {
    const row = m * layout.size;
    x.set(prior.subarray(m * learned.length, (m + 1) * learned.length), row + layout.learned);
    wandering.forEach((sd, i) => {
      const column = i < disturbed.length ? layout.disturbances + i : layout.errors + i - disturbed.length;
      x[row + column] = sd * chance[m * wandering.length + i]!;
    });
  }
  return x;
}
