import type { Measures } from "./design.ts";

/** Standard deviation of a measurement's whole error where the truth is `value`. */
export function deviationOf(
  { additive, proportional, of }: Pick<Measures, "additive" | "proportional" | "of">,
  value: number,
): number {
  if (of === "blood") return Math.max(additive, proportional * value);
  return Math.sqrt(additive * additive + (proportional * value) ** 2);
}
