import type { ImportedModel } from "@homeostat/engine";
import { checkSupported } from "./check-supported.ts";
import { flatten } from "./flatten/flatten.ts";
import type { LoadDocument } from "./flatten/references.ts";
import { lowerReactions } from "./lower/lower-reactions.ts";
import type { Readable } from "./lower/values.ts";
import type { SbmlDocument } from "./sbml-model.ts";

/**
 * An SBML model whose reactions can happen one by one: with `jumps` the engine runs it so, without it runs their mean course.
 * The readables are its outputs. `countsPerUnit` says how many make a unit of substance in place of the model's units.
 * Throws HS1505, HS1509 to HS1513 for what is not made of reactions and counts, and what lowering throws.
 */
export function importReactions(
  document: SbmlDocument,
  { variables, countsPerUnit }: { readonly variables: readonly Readable[]; readonly countsPerUnit?: number },
  load: LoadDocument,
): ImportedModel {
  checkSupported(document);
  const { source, level } = document;
  const size = countsPerUnit === undefined ? {} : { countsPerUnit };
  const system = lowerReactions(flatten(document, load), source, { outputs: variables, level, ...size });
  return { id: source, system };
}
