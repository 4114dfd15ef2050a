export { assimilate, concerns } from "./assimilate/assimilate.ts";
export type { Assimilated } from "./assimilate/fold.ts";
export type { Filtered, Note } from "./assimilate/notes.ts";
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
export { glucoseCombination, patternExpert } from "./backtest/experts.ts";
export type { Forecaster, QuantilePath } from "./backtest/forecaster.ts";
export { type LinearDesign, LinearForecaster } from "./backtest/linear-forecaster.ts";
export { type Protocol, protocolFor, publishedProtocol } from "./backtest/protocol.ts";
export type { BacktestScore } from "./backtest/score.ts";
export { twinRegistry } from "./errors/registry.ts";
export {
  type CalibrationRecord,
  type Forecast,
  type ForecastPoint,
  forecastLevels,
} from "./forecast/forecast.ts";
export { type CandidateName, candidateNames } from "./forecast/blend/candidate-names.ts";
export type { PatternPrior } from "./forecast/blend/pattern.ts";
export { bends, changes, constant, level } from "./pattern/features.ts";
export { type ForecastAsk, forecast, sharesOf } from "./forecast/make.ts";
export { calibrationRecord } from "./forecast/record.ts";
export type { Finding, FindingKind } from "./findings/finding.ts";
export { type GainBelief, gainBelief } from "./findings/sensor-drift.ts";
export { type SensorWords, sensorWords } from "./findings/sensor-words.ts";
export { type FindingWords, wordsOf } from "./findings/words.ts";
export { type DayGrid, dayGrid } from "./metrics/day-grid.ts";
export { type GlucoseOfDays, glucoseOfDays, type OfDays } from "./metrics/glucose-of-days.ts";
export { highBloodGlucoseIndex, lowBloodGlucoseIndex } from "./metrics/glucose-risk.ts";
export { shareAbove, shareBelow, shareWithin, type TimeInRanges, timeInRanges } from "./metrics/ranges.ts";
export { betweenHours } from "./metrics/hours-of-day.ts";
export {
  type CogiScoring,
  coefficientOfVariation,
  cogi,
  glucoseManagementIndicator,
  grade,
  gradeShare,
  hyperglycaemiaIndex,
  jIndex,
} from "./metrics/summary.ts";
export { conga, modd, type StandardDeviations, standardDeviations } from "./metrics/variability.ts";
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
export { otherUnit } from "./observation/other-unit.ts";
export { type Draw, type DrawPerson, fromSpreads, logNormalAround } from "./population/joint-draws.ts";
export { type Rule, withinRanges } from "./population/rules.ts";
export { type Experiment, simulatedRule } from "./population/simulated-rule.ts";
export { type Population, type PopulationRequest, virtualPeople } from "./population/virtual-people.ts";
export type { Checkpoint } from "./twin/checkpoints.ts";
export { createTwin, type Person } from "./twin/create.ts";
export type {
  Alarm,
  Disturbance,
  Learns,
  Measures,
  MissingMeals,
  Restraint,
  Scoring,
  SensorWatch,
  Takes,
  TakesAs,
  Trust,
  TwinDesign,
} from "./twin/design.ts";
export { type Followed, followLog, startHistory, type TwinHistory, withdraw } from "./twin/history.ts";
export { type LearnedValue, learnedParameters } from "./twin/learned.ts";
export { type TwinModel, twinModel } from "./twin/model.ts";
export { type Prepared, prepareTwin } from "./twin/prepare.ts";
export { decodeSnapshot, encodeSnapshot } from "./twin/snapshot.ts";
export { type Twin, twinId } from "./twin/twin.ts";
export type { Change, Scenario } from "./whatif/scenario.ts";
export { type WhatIf, type WhatIfBase, whatIf, whatIfBase } from "./whatif/what-if.ts";
export type { FitErrors, ReplayModel, ReplayRecord, TakenItem } from "./replay/day.ts";
export { scheduleOfDay } from "./replay/day.ts";
export { DayPosterior } from "./replay/day-posterior.ts";
export { type DayValues, glucoseOf, valuesAt } from "./replay/day-simulator.ts";
export { fitDay } from "./replay/fit-day.ts";
export { foretellDay, type Mismatch, type ReplayFit, replayDay, resampled } from "./replay/replay-day.ts";
export type { FurtherMeasurement, Inquiries, Occasion } from "./telling/inquiry.ts";
export { type Telling, whatTells } from "./telling/what-tells.ts";
export { tellingWords } from "./telling/words.ts";
