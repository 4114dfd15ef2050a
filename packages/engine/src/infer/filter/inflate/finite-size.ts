import type { PriorInflation } from "./prior-inflation.ts";

/**
 * The finite-size filter: the inflation that is most probable when the true covariance is only known through a few
 * members (Bocquet 2011, doi:10.5194/npg-18-735-2011, in the dual form of Bocquet, Raanes & Hannart 2015, section 4,
 * doi:10.5194/npg-22-645-2015, with their correction of the prior's mode, equation 36). Needs no tuning.
 *
 * @param certainty how many times surer of the ensemble one is than its size says; 1 for chaotic models, more for
 * nearly linear ones
 * @param widens "everything" as published: for chaotic systems without parameters at rest
 */
export function finiteSize(
  certainty = 1,
  widens: PriorInflation["widens"] = "what is observed",
): PriorInflation {
  return {
    name: "finite size",
    widens,
    factor({ strengths, residuals }, members) {
      const free = members - 1;
      const squares = strengths.map((s) => free * s * s);
      const { unknownMean, decay } = hyperprior(squares, members, certainty);
      let factor = 1;
      for (let step = 0; step < 100; step++) {
        let slope = (-2 * unknownMean) / factor ** 3 + (2 * decay) / factor;
        let curvature = (6 * unknownMean) / factor ** 4 - (2 * decay) / factor ** 2;
        squares.forEach((square, k) => {
          const along = square * residuals[k]! ** 2;
          const total = factor * factor * square + free;
          slope -= (2 * factor * along) / total ** 2;
          curvature += (8 * factor * factor * square * along) / total ** 3;
        });
        const moved = curvature > 0 ? slope / curvature : Math.sign(slope) * 0.1 * factor;
        factor -= Math.max(-factor, Math.min(0.5 * factor, moved));
        if (Math.abs(moved) < 1e-6 * factor) break;
      }
      return factor;
    },
  };
}

function hyperprior(squares: Float64Array, members: number, certainty: number) {
  const free = members - 1;
  const unknownMean = (members + 1) / members;
  const decay = members / free;
  const unseen = members - squares.length;
  const priorWeight = (squares.reduce((sum, s) => sum + free / (s + free), 0) + unseen) / members;
  const correction = Math.sqrt((unknownMean / decay) ** priorWeight);
  return { unknownMean: (certainty * unknownMean) / correction, decay: certainty * decay * correction };
}
