import { catalogue } from "@homeostat/models";
import { type TwinModel, twinModel } from "@homeostat/twin";
import { failure } from "../../errors/registry.ts";

const made = new Map<string, TwinModel>();

/** A model of the catalogue, compiled once. @throws HS5112 */
export function modelOf(id: string): TwinModel {
  const known = made.get(id);
  if (known) return known;
  const entry = catalogue.get(id);
  if (!entry) throw failure("HS5112", { model: id });
  const model = twinModel(entry.model);
  made.set(id, model);
  return model;
}
