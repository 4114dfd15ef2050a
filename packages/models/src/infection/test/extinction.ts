/** What is known of the early infection without drawing anything: branching processes (Pearson, Krapivsky & Perelson 2011). */

export type Mode = "continuous" | "burst";

export interface Rates {
  readonly R0: number;
  readonly N: number;
  readonly c: number;
  readonly delta: number;
}

/** Of one virion, and of one infected cell. */
export interface Extinct {
  readonly V: number;
  readonly I: number;
}

const infection = ({ R0, N, c }: Rates) => (c * R0) / (N - R0);

/**
 * The probability that nothing is ever left of one virion, or of one cell, where a drug prevents the share `blocked` of infections
 * for good. Virions of a cell that makes them one by one have a geometric count: 1/R of all cells' lines end. After a burst
 * the smallest root of ρ = (1 − q + q·ρ)^N says it, by fixed-point iteration from 0.
 */
export function extinctionForEver(mode: Mode, rates: Rates, blocked = 0): Extinct {
  const a = infection(rates) * (1 - blocked);
  const q = a / (a + rates.c);
  const ofVirion = (I: number) => 1 - q + q * I;
  if (mode === "continuous") {
    const I = Math.min(1, 1 / (rates.N * q));
    return { V: ofVirion(I), I };
  }
  let I = 0;
  for (let change = 1; change > 1e-14; ) {
    const next = ofVirion(I) ** rates.N;
    change = next - I;
    I = next;
  }
  return { V: ofVirion(I), I };
}

/**
 * The probability that nothing is left at time `to` of what there is at time 0, by the backward equations, with RK4: each begins
 * with what happens first. A drug prevents the share `blocked` of infections from time `begins` on.
 */
export function extinctionBy(
  mode: Mode,
  rates: Rates,
  to: number,
  drug: { readonly blocked: number; readonly begins: number } = { blocked: 0, begins: 0 },
): Extinct {
  const { N, c, delta } = rates;
  const slope = ([V, I]: readonly [number, number], a: number): readonly [number, number] => [
    c - (a + c) * V + a * I,
    mode === "continuous" ? delta + delta * N * I * V - (delta * N + delta) * I : delta * (V ** N - I),
  ];
  const steps = Math.ceil(to * 40 * (c + delta * (mode === "continuous" ? N : 1)));
  const h = to / steps;
  let y: readonly [number, number] = [0, 0];
  const along = (k: readonly [number, number], by: number): readonly [number, number] => [
    y[0] + by * k[0],
    y[1] + by * k[1],
  ];
  for (let step = 0; step < steps; step++) {
    // Counted back from the end: the drug works in the last steps first.
    const a = infection(rates) * (to - (step + 0.5) * h >= drug.begins ? 1 - drug.blocked : 1);
    const k1 = slope(y, a);
    const k2 = slope(along(k1, h / 2), a);
    const k3 = slope(along(k2, h / 2), a);
    const k4 = slope(along(k3, h), a);
    y = [0, 1].map((i) => y[i]! + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!)) as unknown as [
      number,
      number,
    ];
  }
  return { V: y[0], I: y[1] };
}
