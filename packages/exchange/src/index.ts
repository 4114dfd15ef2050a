export type { LoadCellml } from "./cellml/assemble.ts";
export type { CellmlDocument } from "./cellml/cellml-model.ts";
export { type LoweredCellml, lowerCellml } from "./cellml/lower/lower-cellml.ts";
export { readCellml } from "./cellml/read-cellml.ts";
export { type CellmlCourse, type CellmlSolution, simulateCellml } from "./cellml/simulate-cellml.ts";
export { exchangeRegistry } from "./errors/registry.ts";
export { type FitModel, fitModel } from "./nonmem/fit-model.ts";
export { readData } from "./nonmem/read-data.ts";
export { readModelFile } from "./nonmem/read-model-file.ts";
export { withEstimates } from "./nonmem/with-estimates.ts";
export { checkSupported } from "./sbml/check-supported.ts";
export { flatten } from "./sbml/flatten/flatten.ts";
export type { LoadDocument } from "./sbml/flatten/references.ts";
export { lowerSbml } from "./sbml/lower/lower-sbml.ts";
export type { Readable } from "./sbml/lower/values.ts";
export { readSbml } from "./sbml/read-sbml.ts";
export type { SbmlDocument, SbmlModel } from "./sbml/sbml-model.ts";
export { readSettings, type SimulationSettings } from "./sbml/settings.ts";
export { simulateSbml } from "./sbml/simulate-sbml.ts";
export {
  type StochasticSettings,
  sbmlMoments,
  simulateStochasticSbml,
} from "./sbml/simulate-stochastic.ts";
export { varyingSymbols } from "./sbml/varying-symbols.ts";
export { resultsCsv } from "./sbml/write-results.ts";
export { parseXml, type XmlLimits } from "./xml/parse-xml.ts";
export type { XmlElement } from "./xml/xml-element.ts";
