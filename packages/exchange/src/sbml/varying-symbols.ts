import { matchUnknowns } from "./lower/match-unknowns.ts";
import { assignRoles } from "./lower/roles.ts";
import type { SbmlModel } from "./sbml-model.ts";

/** Names of all species, and of whatever else changes in time: what a time course shows where nobody chose. */
export function varyingSymbols(model: SbmlModel, source: string): readonly string[] {
  const symbols = assignRoles(model, matchUnknowns(model, source));
  return [...symbols].flatMap(([id, { declared, role }]) =>
    declared.kind === "species" || role.kind !== "constant" ? [id] : [],
  );
}
