import type { TwinDesign } from "./design.ts";

/**
 * Where a member's numbers stand in its row: states, learned parameters (on their free scales), disturbances,
 * the doubted inputs' ln(true / recorded), sensor errors (in standard deviations), and ln of the sensor's gain.
 */
export interface Layout {
  readonly states: number;
  readonly learned: number;
  readonly disturbances: number;
  readonly doubts: number;
  readonly errors: number;
  /** Where ln gain stands, or −1. */
  readonly gain: number;
  readonly size: number;
  /** For each input that the design takes: its place among the doubts, or −1. */
  readonly doubtOf: readonly number[];
  /** For each measurement: its place among the errors, or −1. */
  readonly errorOf: readonly number[];
}

export function layoutOf(design: TwinDesign, states: number): Layout {
  const doubted = countUp(design.takes.map(({ doubt }) => doubt > 0));
  const erring = countUp(design.measures.map((m) => m.correlationMinutes > 0 && m.correlatedShare > 0));
  const learned = states;
  const disturbances = learned + design.learns.length;
  const doubts = disturbances + design.disturbances.length;
  const errors = doubts + doubted.count;
  const gain = errors + erring.count;
  const hasGain = design.measures.some((measure) => measure.gain !== undefined);
  return {
    states,
    learned,
    disturbances,
    doubts,
    errors,
    gain: hasGain ? gain : -1,
    size: gain + Number(hasGain),
    doubtOf: doubted.places.map((place) => (place < 0 ? -1 : doubts + place)),
    errorOf: erring.places.map((place) => (place < 0 ? -1 : errors + place)),
  };
}

function countUp(present: readonly boolean[]): { places: number[]; count: number } {
  let count = 0;
  return { places: present.map((yes) => (yes ? count++ : -1)), count };
}
