import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";

/** Puts values given by name into their places and marks them. @throws HS1301 unknown name, HS1302 no finite number */
export function placeNamed(
  kind: string,
  values: Readonly<Record<string, number | undefined>>,
  names: readonly string[],
  into: Float64Array,
  given?: Uint8Array,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const slot = slotNamed(kind, name, names);
    if (!Number.isFinite(value)) throw failure("HS1302", { kind, name, value });
    into[slot] = value;
    if (given !== undefined) given[slot] = 1;
  }
}

/** The place of a name. @throws HS1301 with the name that was most likely meant */
export function slotNamed(kind: string, name: string, names: readonly string[]): number {
  const slot = names.indexOf(name);
  if (slot < 0) throw failure("HS1301", { kind, name, suggestion: didYouMean(name, names) });
  return slot;
}
