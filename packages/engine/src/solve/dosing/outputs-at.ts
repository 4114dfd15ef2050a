import type { Dual } from "./dual.ts";
import type { Flow } from "./flow.ts";

/** Of the model's own unit of time, or of the time where that is more. */
const width = 1e-5;

/**
 * What the flow observes at a moment that may itself depend on parameters: to the derivatives at a fixed time comes
 * the slope in time (by central difference; nothing where outputs stand still) times how the moment moves.
 */
export function outputsAt(flow: Flow, time: number, at: Dual, into: Float64Array): Float64Array {
  flow.observe(time, into);
  if (at.every((by, k) => k === 0 || by === 0)) return into;
  const slope = slopeInTime(flow, time);
  const size = slope.length;
  for (let k = 1; k <= flow.directions; k++)
    for (let i = 0; i < size; i++) into[k * size + i]! += slope[i]! * at[k]!;
  return into;
}

function slopeInTime(flow: Flow, time: number): Float64Array {
  const { states, y, observed, directions } = flow;
  const h = width * Math.max(1, Math.abs(time));
  const here = y.slice(0, states);
  const moving = new Float64Array(states);
  flow.slope(time, moving);
  const [ahead, behind] = [h, -h].map((by) => {
    for (let i = 0; i < states; i++) y[i] = here[i]! + by * moving[i]!;
    const seen = new Float64Array(observed);
    flow.observe(time + by, seen);
    return seen;
  });
  y.set(here);
  const size = observed / (directions + 1);
  return Float64Array.from({ length: size }, (_, i) => (ahead![i]! - behind![i]!) / (2 * h));
}
