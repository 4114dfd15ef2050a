import { didYouMean } from "@homeostat/engine";
import { type CatalogueEntry, catalogue, type Parameters } from "@homeostat/models";
import { failure } from "../errors/registry.ts";

/** Throws HS6005 with the nearest name. */
export function findModel(id: string): CatalogueEntry {
  const entry = catalogue.get(id);
  if (entry === undefined)
    throw failure("HS6005", { model: id, hint: didYouMean(id, [...catalogue.keys()]) });
  return entry;
}

/** The parameters of a published subject; none named: the model's own. Throws HS6006. */
export function findMember(entry: CatalogueEntry, member: string | undefined): Parameters {
  if (member === undefined) return {};
  const found = entry.members[member];
  if (found === undefined) {
    const hint = didYouMean(member, Object.keys(entry.members));
    throw failure("HS6006", { model: entry.model.id, member, hint });
  }
  return found;
}
