export { bound, type Checked, checkObservation, type Draft, doubt } from "./observation/check.ts";
export { HOMEOSTAT, type KnownCode, knownCodes, LOINC } from "./observation/codes.ts";
export { type Digest, digestName, digestObservation, digestText } from "./observation/digest.ts";
export { knownCode, type Limits, limitsOf, sameCode } from "./observation/limits.ts";
export {
  emptyLog,
  type LogChange,
  type LogDay,
  type ObservationLog,
  observationsBetween,
} from "./observation/log.ts";
export { addToLog, withdrawFromLog } from "./observation/log-edit.ts";
export type {
  AsReceived,
  Code,
  CodedValue,
  Instant,
  Observation,
  Quality,
  QuantityValue,
  Source,
} from "./observation/observation.ts";
export { compareObservations } from "./observation/order.ts";
export {
  type BacktestOptions,
  type BacktestProgress,
  type BacktestResult,
  type BacktestRow,
  type BacktestSummary,
  backtest,
} from "./backtest/backtest.ts";
export { type CgmReading, type CgmSeries, cgmSeries, type KnownInput } from "./backtest/cgm-series.ts";
export { Combination } from "./backtest/combination.ts";
export type { Episode, ForecastContext } from "./backtest/context.ts";
export { glucoseCombination, linearExperts } from "./backtest/experts.ts";
export type { Forecaster, QuantilePath } from "./backtest/forecaster.ts";
export { type Protocol, protocolFor } from "./backtest/protocol.ts";
export type { BacktestScore } from "./backtest/score.ts";
