export { flatten, type LoadDocument } from "./sbml/flatten/flatten.ts";
export { lowerSbml, type Readable } from "./sbml/lower/lower-sbml.ts";
export { readSbml } from "./sbml/read-sbml.ts";
export type { SbmlDocument, SbmlModel } from "./sbml/sbml-model.ts";
export { readSettings, type SimulationSettings } from "./sbml/settings.ts";
export { simulateSbml } from "./sbml/simulate-sbml.ts";
export { parseXml, type XmlLimits } from "./xml/parse-xml.ts";
export type { XmlElement } from "./xml/xml-element.ts";
