import { failure } from "../../errors/registry.ts";
import type { Target } from "./target.ts";

/** Relative steps: a right gradient agrees with the differences of at least one, rough or noisy as the density may be. */
const steps = [1e-3, 1e-5, 1e-7];
const tolerance = 1e-2;

/** Compares the gradient with central differences of the density at a point. @throws HS1664 naming the coordinate */
export function checkGradient(target: Target, at: Float64Array): void {
  const gradient = new Float64Array(at.length);
  target.logDensity(at, gradient);
  const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  gradient.forEach((given, k) => {
    const differences = steps.map((step) => difference(target, at, k, step * (1 + Math.abs(at[k]!))));
    const usable = differences.filter(Number.isFinite);
    const agrees = (found: number) =>
      Math.abs(found - given) <= tolerance * Math.max(Math.abs(given), Math.abs(found), 1e-3 * largest, 1e-3);
    if (Number.isFinite(given) && (usable.length === 0 || usable.some(agrees))) return;
    throw failure("HS1664", {
      name: target.coordinates[k]!,
      given,
      difference: usable[1] ?? usable[0] ?? null,
    });
  });
}

function difference(target: Target, at: Float64Array, k: number, step: number): number {
  const moved = at.slice();
  moved[k] = at[k]! + step;
  const above = target.logDensity(moved);
  moved[k] = at[k]! - step;
  return (above - target.logDensity(moved)) / (2 * step);
}
