export { datasetOf } from "./cgm/dataset.ts";
export { layouts, type TableLayout } from "./cgm/layouts.ts";
export { connectRegistry } from "./errors/registry.ts";
export { mapResource } from "./fhir/map-resource.ts";
export { RecordIndexBuilder } from "./fhir/record-index.ts";
export type { RecordIndex } from "./fhir/reference.ts";
export type { Surroundings } from "./fhir/surroundings.ts";
export { type Limits as ReadingLimits, usualLimits } from "./files/limits.ts";
export { type ReadingOptions, type ReadingProgress, readRecords } from "./files/read-records.ts";
export type {
  ContextItem,
  ContextKind,
  Intake,
  Outcome,
  Person,
  Refusal,
  Taken,
  Withdrawal,
} from "./intake/intake.ts";
export { type Measurement, measurementOf, titleOf } from "./terminology/measurement.ts";
export { type ProblemCategory, problemCategory, problemTitles } from "./terminology/problems.ts";
