import { type JsonObject, objectAt } from "../json/json.ts";
import { mapResource } from "./map-resource.ts";
import type { RecordIndex } from "./reference.ts";
import { identify, type Resource } from "./resource.ts";
import type { Surroundings } from "./surroundings.ts";

/** The types that other records refer to in a way that matters here. */
export const referredTypes: readonly string[] = ["Patient", "Medication"];

/**
 * Gathers, in a first pass over all files, what records refer to: who the patients are and whether they are valid,
 * and what the medications are called. It holds a few short texts per patient and medication, nothing of the rest.
 */
export class RecordIndexBuilder implements RecordIndex {
  readonly #names = new Map<string, string>();
  readonly #refused = new Set<string>();
  readonly #medications = new Map<string, JsonObject>();

  note(resource: Resource, around: Omit<Surroundings, "index">): void {
    const identity = identify(resource, around.fullUrl);
    if (around.fullUrl !== undefined) this.#names.set(`${around.file}\n${around.fullUrl}`, identity.name);
    if (identity.type === "Patient") this.#notePatient(resource, identity.id, around);
    const code = identity.type === "Medication" ? objectAt(resource, "code") : undefined;
    if (code) this.#medications.set(identity.name, code);
  }

  #notePatient(resource: Resource, id: string, around: Omit<Surroundings, "index">): void {
    const { outcome } = mapResource(resource, { ...around, index: this });
    if (outcome === "refused") this.#refused.add(id);
    else this.#refused.delete(id);
  }

  nameOf(fullUrl: string, file: string): string | undefined {
    return this.#names.get(`${file}\n${fullUrl}`);
  }

  isRefused(patientId: string): boolean {
    return this.#refused.has(patientId);
  }

  medication(name: string): JsonObject | undefined {
    return this.#medications.get(name);
  }
}
