export { fitKinds, fitModelExamples, fitModelText } from "./fit-models.ts";
export { type GlucobenchPerson, readGlucobench } from "./glucobench-file.ts";
export { needData, sharedData } from "./shared-data.ts";
export { readZippedText } from "./zipped-text.ts";
