import { type LeaveOneOut, leaveOneOut } from "../compare/leave-one-out.ts";
import { hasResidual, type Subject } from "../map/mixed-effects-model.ts";
import type { PreparedModel } from "../map/prepared-model.ts";
import { SubjectPosterior } from "../map/subject-posterior.ts";
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
  const full = subject.measurements.filter((one) => hasResidual(one, prepared.model));
  const constant = -0.5 * ((effects.length + full.length) * Math.log(2 * Math.PI) + prepared.logDeterminant);
  return {
    coordinates: effects,
    quantities: effects,
    differentiable: true,
    start: normalStart(new Float64Array(effects.length), omega),
    report: (at) => at.slice(),
    logDensity: (at, into) => {
      if (into === undefined) return constant - 0.5 * posterior.value(at);
      const { value, gradient } = posterior.landscape(at);
      gradient.forEach((slope, k) => {
        into[k] = -0.5 * slope;
      });
      return constant - 0.5 * value;
    },
  };
}

/**
 * How well the model predicts each measurement of a person from the others, by draws of the person's posterior
 * (effects, draw by draw).
 */
export function subjectLeaveOneOut(
  prepared: PreparedModel,
  subject: Subject,
  draws: readonly Float64Array[],
): LeaveOneOut {
  const posterior = new SubjectPosterior(prepared, subject);
  const byDraw = draws.map((draw) => posterior.logLikelihoods(draw));
  return leaveOneOut(
    subject.measurements.map((_, i) => Float64Array.from(byDraw, (likelihoods) => likelihoods[i]!)),
  );
}
