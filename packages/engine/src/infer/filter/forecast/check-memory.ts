import { failure } from "../../../errors/registry.ts";
import type { System } from "../../../model/system.ts";

/** What a member of a model remembers that is no number of its state. */
const memories: readonly (readonly [string, (system: System) => boolean])[] = [
  ["delays", ({ delays = [] }) => delays.length > 0],
  ["events that its states set off", ({ events }) => events.some(({ trigger }) => trigger !== undefined)],
  ["noise in its equations", ({ noise = [] }) => noise.length > 0],
];

/**
 * Resampling copies a member's numbers, and updates move them: what it keeps beside them would stay with another.
 *
 * @throws HomeostatError HS1810
 */
export function checkMemory(system: System, model: string): void {
  const found = memories.find(([, has]) => has(system));
  if (found) throw failure("HS1810", { model, what: found[0] });
}
