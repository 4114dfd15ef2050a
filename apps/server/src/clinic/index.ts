export { type CastMember, cast } from "./cast.ts";
export { medications, problems, type RecordEntry } from "./cast-terms.ts";
export { type Advanced, type Clinic, openClinic, resumeClinic, type Truth } from "./clinic.ts";
export type { ClinicState } from "./clinic-state.ts";
