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
export type { ImportedModel, Runnable } from "./ensemble/runnable.ts";
export { simulateEnsemble } from "./ensemble/simulate-ensemble.ts";
export {
  type EnsembleSummary,
  EnsembleSummariser,
  type OutputSummary,
} from "./ensemble/summary/ensemble-summary.ts";
export { summariseEnsembleOn } from "./ensemble/summary/summarise-ensemble.ts";
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
export { substitute } from "./equations/substitute.ts";
export { didYouMean, nearest } from "./errors/did-you-mean.ts";
export type { ErrorDetails, ErrorPlace, ErrorRule } from "./errors/homeostat-error.ts";
export { HomeostatError } from "./errors/homeostat-error.ts";
export { inPlace } from "./errors/in-place.ts";
export { failuresOf } from "./errors/failures-of.ts";
export { hearError, type ToldError, tellError } from "./errors/told-error.ts";
export { engineRegistry, type ErrorCode, failure } from "./errors/registry.ts";
export type { Memory } from "./hybrid/memory.ts";
export { type MemoryData, memoryData, memoryOf } from "./hybrid/memory-data.ts";
export type { JumpMethodName } from "./jumps/jump-method.ts";
export type { JumpOptions } from "./jumps/jump-options.ts";
export { type JumpSolution, simulateJumps } from "./jumps/simulate-jumps.ts";
export { checkParameters } from "./model/check-parameters.ts";
export { type Composed, type Composition, compose } from "./model/compose.ts";
export { equationText } from "./model/equation-text.ts";
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
  ReactionSpec,
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
export type { Assignment, Delay, Reaction, Slot, System, SystemEvent, Trigger } from "./model/system.ts";
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
