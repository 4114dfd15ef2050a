export { adjointGradient } from "./adjoint/adjoint-gradient.ts";
export type { AdjointGradient, AdjointOptions, Loss } from "./adjoint/adjoint-options.ts";
export {
  type CalibrationReport,
  calibrationReport,
  declaredOnly,
  type QuantityCalibration,
} from "./calibration/calibration-report.ts";
export type { CalibrationStudy, InferredQuantities } from "./calibration/calibration-study.ts";
export { ecdfBand, uniformityProbability } from "./calibration/ecdf-band.ts";
export { type CalibrationPiece, runCalibration } from "./calibration/run-calibration.ts";
export { sampledQuantities } from "./calibration/sampled-quantities.ts";
export { type LeaveOneOut, leaveOneOut } from "./compare/leave-one-out.ts";
export { type SmoothedWeights, smoothWeights } from "./compare/smooth-weights.ts";
export type {
  DensityData,
  DensityParameter,
  DensitySpec,
  DensityTerm,
} from "./densities/density-spec.ts";
export { densityTarget } from "./densities/density-target.ts";
export { type Expected, expectedFrom, worthAsking } from "./design/expected-information.ts";
export { type WeakEffect, weakEffects } from "./design/identifiability.ts";
export {
  type CandidateMeasurement,
  type ExpectedInformation,
  rankMeasurements,
} from "./design/sampling-times.ts";
export { chanceTaper } from "./filter/analyse/chance-taper.ts";
export {
  type EnsembleUpdate,
  halfGain,
  perturbedObservations,
  squareRoot,
} from "./filter/analyse/ensemble-update.ts";
export { gaspariCohn } from "./filter/analyse/gaspari-cohn.ts";
export { locally, type Neighbourhood } from "./filter/analyse/locally.ts";
export {
  type Innovation,
  innovationOf,
  moveAlong,
  type ScalarMeasurement,
  squareRootUpdate,
  stochasticUpdate,
} from "./filter/analyse/scalar-update.ts";
export {
  type NonlinearTransformSettings,
  nonlinearTransform,
} from "./filter/analyse/nonlinear-transform.ts";
export { rankHistogram } from "./filter/analyse/rank-histogram.ts";
export { secondOrderExact } from "./filter/analyse/second-order-exact.ts";
export { type SerialUpdate, unitPerturbations } from "./filter/analyse/serial-update.ts";
export type { Scheme } from "./filter/analyse/scheme.ts";
export { type CovarianceTaper, serially } from "./filter/analyse/serially.ts";
export { together } from "./filter/analyse/together.ts";
export type { Dynamics, NoiseMoments, ProcessNoise } from "./filter/contract/dynamics.ts";
export type { Analysis, Filter, Marginals, Moments, NormalPrior } from "./filter/contract/filter.ts";
export { inSteps } from "./filter/contract/in-steps.ts";
export { type FilterRun, runFilter, type Standing } from "./filter/contract/run-filter.ts";
export type { Ensemble } from "./filter/ensemble/ensemble.ts";
export { type EnsembleFilterSettings, ensembleFilter } from "./filter/ensemble/ensemble-filter.ts";

export { meanOf, quantilesOf, varianceOf } from "./filter/ensemble/statistics.ts";
export { jumping, type LatentProcess, wandering, withLatent } from "./filter/forecast/latent-input.ts";
export {
  type LearnedParameter,
  type ModelStateSpace,
  modelStateSpace,
  type StateSpaceSettings,
} from "./filter/forecast/model-state-space.ts";
export { driftNoise, normalNoise } from "./filter/forecast/normal-noise.ts";
export { ornsteinUhlenbeckStep } from "./filter/forecast/ornstein-uhlenbeck.ts";
export { finiteSize } from "./filter/inflate/finite-size.ts";
export {
  multiplicative,
  type PosteriorInflation,
  relaxedPerturbations,
  relaxedSpread,
} from "./filter/inflate/posterior-inflation.ts";
export type { PriorInflation } from "./filter/inflate/prior-inflation.ts";
export { holdSpread, meansOf, relaxToPriorSpread, spreadsOf } from "./filter/inflate/spread.ts";
export {
  type IteratedSmoother,
  type IteratedSmootherSettings,
  iteratedSmoother,
} from "./filter/iterate/iterated-smoother.ts";
export { aboveLaw, belowLaw } from "./filter/observe/censored-law.ts";
export type { ErrorLaw, Site } from "./filter/observe/error-law.ts";
export type { BiasBelief } from "./filter/observe/faults/bias-belief.ts";
export type { BiasFault, Swallowing } from "./filter/observe/faults/bias-fault.ts";
export {
  type BiasedSensorBelief,
  type BiasVerdict,
  type BiasWatch,
  swallowedBy,
  usedReading,
  watchBias,
} from "./filter/observe/faults/watch-bias.ts";
export {
  compressionLow,
  type FaultCourse,
  type SensorFault,
  wildReading,
} from "./filter/observe/faults/sensor-fault.ts";
export {
  type ForecastReading,
  type SensorBelief,
  type SensorVerdict,
  watchSensor,
} from "./filter/observe/faults/watch-sensor.ts";
export { type Watched, watched } from "./filter/observe/faults/watched.ts";
export { huberLaw } from "./filter/observe/huber-law.ts";
export type { Judgement } from "./filter/observe/judgement.ts";
export { normalLaw } from "./filter/observe/normal-law.ts";
export type { FilterObservation } from "./filter/observe/observation.ts";
export { studentLaw } from "./filter/observe/student-law.ts";
export { type ParticleFilterSettings, particleFilter } from "./filter/particle/particle-filter.ts";
export { kernelJitter, type Regularisation, shrunkKernel } from "./filter/particle/regularise.ts";
export { onScales } from "./filter/scales/on-scales.ts";
export { amountScale, type Scale, type Scales } from "./filter/scales/scale.ts";
export { type FixedLag, fixedLag } from "./filter/smooth/fixed-lag.ts";
export { type SmoothedRun, unscentedSmoother } from "./filter/smooth/unscented-smoother.ts";
export type { NormalBelief } from "./filter/unscented/sigma-points.ts";
export { unscentedFilter } from "./filter/unscented/unscented-filter.ts";
export type { UnscentedSettings } from "./filter/unscented/unscented-settings.ts";
export { firstOrderObjective } from "./map/first-order.ts";
export { type Finding, findingsOf } from "./map/findings.ts";
export { importanceDraws, type PosteriorDraws } from "./map/importance-draws.ts";
export { judgePosterior, type PosteriorJudgement } from "./map/judge-posterior.ts";
export { type MapEstimate, mapEstimate, type Residual } from "./map/map-estimate.ts";
export type {
  FreeScale,
  Measurement,
  MixedEffectsModel,
  ObservationModel,
  Subject,
} from "./map/mixed-effects-model.ts";
export { type Membership, membership, sharesOf } from "./map/mixture.ts";
export { posteriorDraws } from "./map/posterior-draws.ts";
export { predictionErrors } from "./map/prediction-errors.ts";
export { prepareModel } from "./map/prepare-model.ts";
export { simulateData } from "./map/simulate-data.ts";
export { type SpreadEffects, spreadEffects } from "./map/spread-effects.ts";
export type { PreparedModel } from "./map/prepared-model.ts";
export { factorise, inverseOf, solveFactorised } from "./map/symmetric.ts";
export { normalMixtureQuantiles } from "./normal-mixture.ts";
export { assessPopulation, type PopulationAssessment } from "./population/assess-population.ts";
export { estimateBySaem } from "./population/estimate-by-saem.ts";
export { estimatePopulation, type PopulationEstimate } from "./population/estimate-population.ts";
export type { Estimated, EstimatedScale } from "./population/estimated.ts";
export type { OmegaBlock } from "./population/omega-block.ts";
export { effectShrinkage, residualShrinkage } from "./population/shrinkage.ts";
export { subjectLeaveOneOut, subjectTarget } from "./posteriors/subject-target.ts";
export { type JointPrior, jointPrior } from "./priors/joint-prior.ts";
export { lanczos } from "./priors/log-gamma.ts";
export { type Prior, type PriorDistribution, priorDistribution } from "./priors/prior.ts";
export { EmpiricalDistribution } from "./regression/empirical.ts";
export { NormalEquations } from "./regression/normal-equations.ts";
export { informationPerRow, partiallyPooled, predict, ridge } from "./regression/ridge.ts";
export { SpreadRegression } from "./regression/spread.ts";
export { adaptiveMetropolis } from "./samplers/adaptive-metropolis.ts";
export { affineEnsemble } from "./samplers/affine-ensemble.ts";
export { checkGradient } from "./samplers/check-gradient.ts";
export { type QuantitySummary, summarise } from "./samplers/diagnostics/summary.ts";
export { type Complaint, complaints } from "./samplers/diagnostics/verdict.ts";
export { normalStart } from "./samplers/normal-start.ts";
export { type NutsSettings, nuts } from "./samplers/nuts/nuts.ts";
export { runChain, runSampler, type SamplingOptions } from "./samplers/run-sampler.ts";
export type { JudgedSample } from "./samplers/judged-sample.ts";
export { drawsOf, type Sample, type SampledChain } from "./samplers/sample.ts";
export type { Sampler } from "./samplers/sampler.ts";
export type { StartLaw, Target } from "./samplers/target.ts";
export { temperedParticles } from "./samplers/tempered-particles.ts";
export {
  type IntervalScore,
  intervalScore,
  pitHistogram,
  probabilityIntegralTransform,
} from "./scoring/calibration-scores.ts";
export { clarkeZone } from "./scoring/clarke-grid.ts";
export {
  crpsOfEnsemble,
  crpsOfNormal,
  logScoreOfEnsemble,
  logScoreOfNormal,
} from "./scoring/ensemble-scores.ts";
export { type ErrorGridShares, type ErrorGridZone, errorGridShares } from "./scoring/error-grid.ts";
export { parkesZone } from "./scoring/parkes-grid.ts";
export {
  meanAbsoluteError,
  meanAbsoluteRelativeDifference,
  rootMeanSquaredError,
} from "./scoring/point-scores.ts";
export { crpsFromQuantiles, pinballLoss } from "./scoring/quantile-scores.ts";
