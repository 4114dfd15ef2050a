export { compileKernel } from "./compile/compile-kernel.ts";
export { interpretKernel } from "./compile/interpreter.ts";
export { compileJavaScript } from "./compile/javascript/compile-javascript.ts";
export type { Hybrid, Kernel, Observer } from "./compile/kernel.ts";
export { choleskyFactor } from "./ensemble/cholesky.ts";
export { type Distribution, distributionOf } from "./ensemble/distribution.ts";
export {
  drawCategory,
  drawLogNormal,
  drawMultivariateNormal,
  drawNormal,
  drawWeibull,
  logNormalSigma,
} from "./ensemble/draw.ts";
export { drawMembers, type MembersRequest } from "./ensemble/draw-members.ts";
export type {
  Cancellation,
  EnsembleBackend,
  EnsembleOptions,
  EnsembleSolution,
  PerMember,
} from "./ensemble/ensemble-options.ts";
export { normalDensity, normalProbability } from "./ensemble/normal-distribution.ts";
export { normalQuantile } from "./ensemble/normal-quantile.ts";
export { drawPoisson } from "./ensemble/poisson.ts";
export { type RandomStream, randomStream, type StreamPosition } from "./ensemble/random-stream.ts";
export { simulateEnsemble } from "./ensemble/simulate-ensemble.ts";
export { ensembleBlocks } from "./ensemble/workers/ensemble-blocks.ts";
export { serveEnsembles } from "./ensemble/workers/serve-ensembles.ts";
export { simulateEnsembleOn } from "./ensemble/workers/simulate-ensemble-on.ts";
export { WorkerPool, type WorkerPoolOptions } from "./ensemble/workers/worker-pool.ts";
export type { WorkerPort } from "./ensemble/workers/worker-port.ts";
export type { AbortLike, EnsembleBlock, WorkersEnsembleOptions } from "./ensemble/workers/workers-options.ts";
export { type Dependencies, dependencies } from "./equations/dependencies.ts";
export {
  differentiate,
  differentiateAlong,
  type SparseDerivative,
  type SparseEntry,
} from "./equations/differentiate.ts";
export { ExpressionGraph } from "./equations/expression-graph.ts";
export type { BinaryOp, GraphReader, LeafOp, NodeId, Op, UnaryOp } from "./equations/graph.ts";
export { parseExpression } from "./equations/parse.ts";
export { didYouMean, nearest } from "./errors/did-you-mean.ts";
export type { ErrorDetails, ErrorPlace, ErrorRule } from "./errors/homeostat-error.ts";
export { HomeostatError } from "./errors/homeostat-error.ts";
export { inPlace } from "./errors/in-place.ts";
export { type ErrorCode, errorRegistry, failure } from "./errors/registry.ts";
export type { Memory } from "./hybrid/memory.ts";
export { type MemoryData, memoryData, memoryOf } from "./hybrid/memory-data.ts";
export {
  type CalibrationReport,
  calibrationReport,
  type QuantityCalibration,
} from "./infer/calibration/calibration-report.ts";
export type { CalibrationStudy, InferredQuantities } from "./infer/calibration/calibration-study.ts";
export { ecdfBand, uniformityProbability } from "./infer/calibration/ecdf-band.ts";
export { type CalibrationPiece, runCalibration } from "./infer/calibration/run-calibration.ts";
export { sampledQuantities } from "./infer/calibration/sampled-quantities.ts";
export { type LeaveOneOut, leaveOneOut } from "./infer/compare/leave-one-out.ts";
export { type SmoothedWeights, smoothWeights } from "./infer/compare/smooth-weights.ts";
export type {
  DensityData,
  DensityParameter,
  DensitySpec,
  DensityTerm,
} from "./infer/densities/density-spec.ts";
export { densityTarget } from "./infer/densities/density-target.ts";
export { type WeakEffect, weakEffects } from "./infer/design/identifiability.ts";
export {
  type CandidateMeasurement,
  type ExpectedInformation,
  rankMeasurements,
} from "./infer/design/sampling-times.ts";
export { chanceTaper } from "./infer/filter/analyse/chance-taper.ts";
export {
  type EnsembleUpdate,
  halfGain,
  perturbedObservations,
  squareRoot,
} from "./infer/filter/analyse/ensemble-update.ts";
export { gaspariCohn } from "./infer/filter/analyse/gaspari-cohn.ts";
export { locally, type Neighbourhood } from "./infer/filter/analyse/locally.ts";
export {
  type Innovation,
  innovationOf,
  type ScalarMeasurement,
  squareRootUpdate,
  stochasticUpdate,
} from "./infer/filter/analyse/scalar-update.ts";
export type { Scheme } from "./infer/filter/analyse/scheme.ts";
export { type CovarianceTaper, serially } from "./infer/filter/analyse/serially.ts";
export { together } from "./infer/filter/analyse/together.ts";
export type { Dynamics, NoiseMoments, ProcessNoise } from "./infer/filter/contract/dynamics.ts";
export type { Analysis, Filter, Marginals, Moments, NormalPrior } from "./infer/filter/contract/filter.ts";
export { inSteps } from "./infer/filter/contract/in-steps.ts";
export { type FilterRun, runFilter, type Standing } from "./infer/filter/contract/run-filter.ts";
export type { Ensemble } from "./infer/filter/ensemble/ensemble.ts";
export { type EnsembleFilterSettings, ensembleFilter } from "./infer/filter/ensemble/ensemble-filter.ts";
export { onScales, type Scale } from "./infer/filter/ensemble/on-scales.ts";
export { meanOf, quantilesOf, varianceOf } from "./infer/filter/ensemble/statistics.ts";
export { jumping, type LatentProcess, wandering, withLatent } from "./infer/filter/forecast/latent-input.ts";
export {
  type LearnedParameter,
  type ModelStateSpace,
  modelStateSpace,
  type StateSpaceSettings,
} from "./infer/filter/forecast/model-state-space.ts";
export { driftNoise, normalNoise } from "./infer/filter/forecast/normal-noise.ts";
export { ornsteinUhlenbeckStep } from "./infer/filter/forecast/ornstein-uhlenbeck.ts";
export { finiteSize } from "./infer/filter/inflate/finite-size.ts";
export {
  multiplicative,
  type PosteriorInflation,
  relaxedPerturbations,
  relaxedSpread,
} from "./infer/filter/inflate/posterior-inflation.ts";
export type { PriorInflation } from "./infer/filter/inflate/prior-inflation.ts";
export { holdSpread, meansOf, relaxToPriorSpread, spreadsOf } from "./infer/filter/inflate/spread.ts";
export { aboveLaw, belowLaw } from "./infer/filter/observe/censored-law.ts";
export type { ErrorLaw, Site } from "./infer/filter/observe/error-law.ts";
export {
  compressionLow,
  type FaultCourse,
  type SensorFault,
  wildReading,
} from "./infer/filter/observe/faults/sensor-fault.ts";
export {
  type ForecastReading,
  type SensorBelief,
  type SensorVerdict,
  watchSensor,
} from "./infer/filter/observe/faults/watch-sensor.ts";
export { type Watched, watched } from "./infer/filter/observe/faults/watched.ts";
export { huberLaw } from "./infer/filter/observe/huber-law.ts";
export type { Judgement } from "./infer/filter/observe/judgement.ts";
export { normalLaw } from "./infer/filter/observe/normal-law.ts";
export type { FilterObservation } from "./infer/filter/observe/observation.ts";
export { studentLaw } from "./infer/filter/observe/student-law.ts";
export { type ParticleFilterSettings, particleFilter } from "./infer/filter/particle/particle-filter.ts";
export { kernelJitter, type Regularisation, shrunkJitter } from "./infer/filter/particle/regularise.ts";
export { type FixedLag, fixedLag } from "./infer/filter/smooth/fixed-lag.ts";
export { type SmoothedRun, unscentedSmoother } from "./infer/filter/smooth/unscented-smoother.ts";
export type { NormalBelief } from "./infer/filter/unscented/sigma-points.ts";
export { unscentedFilter } from "./infer/filter/unscented/unscented-filter.ts";
export { type Finding, findingsOf } from "./infer/map/findings.ts";
export { importanceDraws, type PosteriorDraws } from "./infer/map/importance-draws.ts";
export { type MapEstimate, mapEstimate, type Residual } from "./infer/map/map-estimate.ts";
export type {
  FreeScale,
  Measurement,
  MixedEffectsModel,
  ObservationModel,
  Subject,
} from "./infer/map/mixed-effects-model.ts";
export { posteriorDraws } from "./infer/map/posterior-draws.ts";
export { predictionErrors } from "./infer/map/prediction-errors.ts";
export { prepareModel } from "./infer/map/prepare-model.ts";
export { simulateData } from "./infer/map/simulate-data.ts";
export { type SpreadEffects, spreadEffects } from "./infer/map/spread-effects.ts";
export type { PreparedModel } from "./infer/map/subject-posterior.ts";
export { factorise, inverseOf, solveFactorised } from "./infer/map/symmetric.ts";
export { normalMixtureQuantiles } from "./infer/normal-mixture.ts";
export { assessPopulation, type PopulationAssessment } from "./infer/population/assess-population.ts";
export { estimateBySaem } from "./infer/population/estimate-by-saem.ts";
export { estimatePopulation, type PopulationEstimate } from "./infer/population/estimate-population.ts";
export type { Estimated } from "./infer/population/free-parameters.ts";
export type { OmegaBlock } from "./infer/population/omega-block.ts";
export { effectShrinkage, residualShrinkage } from "./infer/population/shrinkage.ts";
export { subjectLeaveOneOut, subjectTarget } from "./infer/posteriors/subject-target.ts";
export { type JointPrior, jointPrior } from "./infer/priors/joint-prior.ts";
export { type Prior, type PriorDistribution, priorDistribution } from "./infer/priors/prior.ts";
export { EmpiricalDistribution } from "./infer/regression/empirical.ts";
export { NormalEquations } from "./infer/regression/normal-equations.ts";
export { informationPerRow, partiallyPooled, predict, ridge } from "./infer/regression/ridge.ts";
export { SpreadRegression } from "./infer/regression/spread.ts";
export { adaptiveMetropolis } from "./infer/samplers/adaptive-metropolis.ts";
export { affineEnsemble } from "./infer/samplers/affine-ensemble.ts";
export { checkGradient } from "./infer/samplers/check-gradient.ts";
export { type QuantitySummary, summarise } from "./infer/samplers/diagnostics/summary.ts";
export { type Complaint, complaints } from "./infer/samplers/diagnostics/verdict.ts";
export { normalStart } from "./infer/samplers/normal-start.ts";
export { type NutsSettings, nuts } from "./infer/samplers/nuts/nuts.ts";
export { runChain, runSampler, type SamplingOptions } from "./infer/samplers/run-sampler.ts";
export { drawsOf, type Sample, type SampledChain } from "./infer/samplers/sample.ts";
export type { Sampler } from "./infer/samplers/sampler.ts";
export type { StartLaw, Target } from "./infer/samplers/target.ts";
export { temperedParticles } from "./infer/samplers/tempered-particles.ts";
export {
  type IntervalScore,
  intervalScore,
  pitHistogram,
  probabilityIntegralTransform,
} from "./infer/scoring/calibration-scores.ts";
export { clarkeZone } from "./infer/scoring/clarke-grid.ts";
export {
  crpsOfEnsemble,
  crpsOfNormal,
  logScoreOfEnsemble,
  logScoreOfNormal,
} from "./infer/scoring/ensemble-scores.ts";
export { type ErrorGridShares, type ErrorGridZone, errorGridShares } from "./infer/scoring/error-grid.ts";
export { parkesZone } from "./infer/scoring/parkes-grid.ts";
export {
  meanAbsoluteError,
  meanAbsoluteRelativeDifference,
  rootMeanSquaredError,
} from "./infer/scoring/point-scores.ts";
export { crpsFromQuantiles, pinballLoss } from "./infer/scoring/quantile-scores.ts";
export type { JumpMethodName } from "./jumps/jump-method.ts";
export { type JumpMoments, jumpMoments } from "./jumps/moments.ts";
export type { Reaction, ReactionSystem } from "./jumps/reaction-system.ts";
export { type JumpOptions, type JumpSolution, simulateJumps } from "./jumps/simulate-jumps.ts";
export { checkParameters } from "./model/check-parameters.ts";
export { type Composed, type Composition, compose } from "./model/compose.ts";
export { jacobian } from "./model/jacobian.ts";
export { lower } from "./model/lower.ts";
export { type Model, model } from "./model/model.ts";
export { modelHash } from "./model/model-hash.ts";
export type {
  DoseSpec,
  EventSpec,
  InputSpec,
  ModelSpec,
  OutputSpec,
  ParameterSpec,
  Reference,
  Spread,
  StateSpec,
  Status,
  TableSpec,
  TriggerSpec,
  Value,
} from "./model/model-spec.ts";
export { prefixModel, renameModel } from "./model/rename-model.ts";
export { sensitivitySystem } from "./model/sensitivity-system.ts";
export type { Assignment, Delay, Slot, System, SystemEvent, Trigger } from "./model/system.ts";
export type { BoundSchedule } from "./solve/bound-schedule.ts";
export type { Course, CourseRecord, Dose, DoseProperties } from "./solve/dosing/course.ts";
export type { Flow } from "./solve/dosing/flow.ts";
export { flowOf } from "./solve/dosing/flow-of.ts";
export { runCourse } from "./solve/dosing/run-course.ts";
export type {
  Advance,
  Integrator,
  Member,
  Opening,
  SolveStats,
  StopReason,
  Tolerance,
  Visit,
} from "./solve/integrator.ts";
export { type IntegratorOptions, integrator } from "./solve/make-integrator.ts";
export type { MethodName } from "./solve/methods/method.ts";
export type { Schedule, ScheduleItem } from "./solve/schedule.ts";
export { type SimulateOptions, simulate, trySimulate } from "./solve/simulate.ts";
export { type SystemOptions, type SystemSolution, simulateSystem } from "./solve/simulate-system.ts";
export type { Outcome, Solution } from "./solve/solution.ts";
export type { NoiseOptions, SchemeName } from "./solve/stochastic/noise-options.ts";
export { convertQuantity, convertValue, type Quantity } from "./units/quantity.ts";
export { parseUnit } from "./units/ucum.ts";
export {
  canonicalUnit,
  conversionFactor,
  formatUnit,
  sameDimension,
  sameUnit,
  type Unit,
} from "./units/unit.ts";
