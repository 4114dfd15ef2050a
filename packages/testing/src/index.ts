export { type GlucobenchPerson, readGlucobench } from "./glucobench-file.ts";
export { needData, sharedData } from "./shared-data.ts";
