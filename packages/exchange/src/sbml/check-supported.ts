import { failure } from "../errors/registry.ts";
import type { SbmlDocument } from "./sbml-model.ts";

/** Packages whose mathematics is simulated. */
const understood = new Set(["comp", "l3v2extendedmath"]);

/**
 * Refuses what cannot be simulated as it is meant: packages that change the mathematics, and models of flux balance,
 * which have no rates. Throws HS1505 naming the package.
 */
export function checkSupported({ model, packages, source }: SbmlDocument): void {
  const foreign = packages.find((one) => one.required && !understood.has(one.name));
  if (foreign !== undefined) {
    const cure = "Export the model without it.";
    const what = `The package '${foreign.name}'`;
    throw failure("HS1505", { what, why: "it changes what the model means", cure }, { source });
  }
  const hasFluxBounds = packages.some((one) => one.name === "fbc");
  const hasRates = model.reactions.some((one) => one.rate !== null) || model.rules.length > 0;
  if (!hasFluxBounds || hasRates || model.submodels.length > 0) return;
  const what = "The package 'fbc' (flux balance)";
  const why = "its reactions have bounds and objectives in place of rates, so nothing has a time course";
  throw failure(
    "HS1505",
    { what, why, cure: "Optimise it in a program for flux balance analysis." },
    { source },
  );
}
