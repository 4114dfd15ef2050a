import { failure } from "../../errors/registry.ts";
import type { Subject } from "../map/mixed-effects-model.ts";

/** @throws HS1656 where nothing was measured in anybody */
export function requireData(subjects: readonly Subject[]): void {
  if (subjects.every(({ measurements }) => measurements.length === 0))
    throw failure("HS1656", { count: subjects.length });
}
