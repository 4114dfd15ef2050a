import type { Subject } from "../map/mixed-effects-model.ts";
import { type PreparedModel, SubjectPosterior } from "../map/subject-posterior.ts";
import { normalStart } from "../samplers/normal-start.ts";
import type { Target } from "../samplers/target.ts";

/**
 * The exact posterior of one person's random effects, for any sampler: the density whose mode `mapEstimate` finds, with
 * its exact gradient, from the prior N(0, Ω) on. Quantities are the effects. ln density carries all constants, so that
 * the evidence is the marginal likelihood of the person's data.
 */
export function subjectTarget(prepared: PreparedModel, subject: Subject): Target {
  const { effects, omega } = prepared.model;
  const posterior = new SubjectPosterior(prepared, subject);
  const full = subject.measurements.filter(({ limit }) => limit === "none");
  const constant = -0.5 * ((effects.length + full.length) * Math.log(2 * Math.PI) + prepared.logDeterminant);
  return {
    coordinates: effects,
    quantities: effects,
    differentiable: true,
    start: normalStart(new Float64Array(effects.length), omega),
    report: (at) => at.slice(),
    logDensity: (at, into) => {
      const { value, gradient } = posterior.landscape(at);
      if (into !== undefined)
        gradient.forEach((slope, k) => {
          into[k] = -0.5 * slope;
        });
      return constant - 0.5 * value;
    },
  };
}
