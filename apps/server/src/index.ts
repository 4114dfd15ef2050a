export type { Forecast, ImportSummary, ModelSummary, PatientRow } from "./contract/schemas.ts";
export type { PeopleProgress } from "./importing/import-people.ts";
export type { ClinicPlan } from "./live/clinic-runner.ts";
export { listModels, modelDetail } from "./models/model-detail.ts";
export { DEFAULT_DATA_DIR, openPlatform, type PlatformOptions } from "./open-platform.ts";
export type { Platform } from "./platform.ts";
export { DEFAULT_PORT, type RunningServer, type ServerOptions, startServer } from "./start-server.ts";
export { type LockHolder, lockHolder } from "./store/lock/lock-file.ts";
export { forecastFor, importPaths, listPatients, type TwinAndTellings, twinOf } from "./use-platform.ts";
