export { readSbml } from "./sbml/read-sbml.ts";
export type * from "./sbml/sbml-model.ts";
