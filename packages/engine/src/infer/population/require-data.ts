import { failure } from "../../errors/registry.ts";
import type { Subject } from "../map/mixed-effects-model.ts";

/** @throws HS1659 where nothing was measured in anybody */
export function requireData(subjects: readonly Subject[]): void {
  if (subjects.every(({ measurements }) => measurements.length === 0))
    throw failure("HS1659", { count: subjects.length });
}
