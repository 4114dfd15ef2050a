import type { Model } from "../../model/model.ts";
import type { Schedule } from "../../solve/schedule.ts";
import { masterEquation } from "./master-equation.ts";
import { reactionModel } from "./reaction-model.ts";

/** A model whose output `x` has a mean and a variance that are known without drawing anything. */
export interface KnownLaw {
  readonly name: string;
  readonly model: Model<string, "drug", string, string>;
  readonly schedule?: Schedule;
  readonly moments: (t: number) => readonly [mean: number, variance: number];
}

/** When the laws are looked at. */
export const lookedAt = [5, 20, 50] as const;

const growth = (rate: number, t: number) => Math.exp(rate * t);

/** Linear birth and death from `start`: Bailey 1964, The elements of stochastic processes, section 8.6. */
export function birthAndDeath(
  start: number,
  birth: number,
  death: number,
  t: number,
): readonly [number, number] {
  const by = growth(birth - death, t);
  return [start * by, ((start * (birth + death)) / (birth - death)) * by * (by - 1)];
}

const dimers = masterEquation(
  0,
  50,
  [
    { rate: (pairs) => 0.0005 * (100 - 2 * pairs) * (99 - 2 * pairs), by: 1 },
    { rate: (pairs) => 0.01 * pairs, by: -1 },
  ],
  lookedAt,
);

/** Of messengers made at k and lost at g, proteins made of each at p and lost at d (Thattai & van Oudenaarden 2001, PNAS 98:8614). */
const gene = { k: 2, g: 1, p: 4, d: 0.2 } as const;

/** Arrivals at rate 2 die at 0.1, and from time 10 on at 0.4: a Poisson count, whose mean follows its equation. */
function switched(t: number): readonly [number, number] {
  const before = 20 * (1 - growth(-0.1, Math.min(t, 10)));
  const mean = t <= 10 ? before : 5 + (before - 5) * growth(-0.4, t - 10);
  return [mean, mean];
}

/** Forty that die at 0.05; 30 more at time 12. Each is a coin of its own. */
function added(t: number): readonly [number, number] {
  const [old, young] = [growth(-0.05, t), t < 12 ? 0 : growth(-0.05, t - 12)];
  return [40 * old + 30 * young, 40 * old * (1 - old) + 30 * young * (1 - young)];
}

/** The kinds of the SBML stochastic test suite (Evans, Gillespie & Wilkinson 2008, Bioinformatics 24:285), and others. */
export const knownLaws: readonly KnownLaw[] = [
  {
    name: "birth and death",
    model: reactionModel({ x: 100 }, { birth: ["0.1*x", { x: 1 }], death: ["0.11*x", { x: -1 }] }),
    moments: (t) => birthAndDeath(100, 0.1, 0.11, t),
  },
  {
    name: "immigration and death",
    model: reactionModel({ x: 0 }, { arrival: ["1", { x: 1 }], death: ["0.1*x", { x: -1 }] }),
    moments: (t) => [10 * (1 - growth(-0.1, t)), 10 * (1 - growth(-0.1, t))],
  },
  {
    name: "dimerisation",
    model: reactionModel(
      { x: 100, y: 0 },
      { join: ["0.0005*x*(x - 1)", { x: -2, y: 1 }], part: ["0.01*y", { x: 2, y: -1 }] },
    ),
    moments: (t) => {
      const [mean, variance] = dimers.get(t)!;
      return [100 - 2 * mean, 4 * variance];
    },
  },
  {
    name: "batches of five",
    model: reactionModel({ x: 0 }, { arrival: ["1", { x: 5 }], death: ["0.2*x", { x: -1 }] }),
    moments: (t) => [25 * (1 - growth(-0.2, t)), 25 * (1 - growth(-0.2, t)) + 50 * (1 - growth(-0.4, t))],
  },
  {
    name: "a gene's protein",
    model: reactionModel(
      { m: 0, x: 0 },
      {
        transcribed: [`${gene.k}`, { m: 1 }],
        lost: [`${gene.g}*m`, { m: -1 }],
        made: [`${gene.p}*m`, { x: 1 }],
        gone: [`${gene.d}*x`, { x: -1 }],
      },
    ),
    moments: geneMoments,
  },
  {
    name: "a death rate that a schedule raises",
    model: reactionModel({ x: 0 }, { arrival: ["2", { x: 1 }], death: ["(0.1 + drug)*x", { x: -1 }] }),
    schedule: [{ kind: "set", input: "drug", at: 10, value: 0.3 }],
    moments: switched,
  },
  {
    name: "more that a schedule adds",
    model: reactionModel({ x: 40 }, { death: ["0.05*x", { x: -1 }] }),
    schedule: [{ kind: "add", state: "x", at: 12, amount: 30 }],
    moments: added,
  },
];

/** Mean and variance of the protein from nothing: the equations of the first two moments, which close, by RK4. */
function geneMoments(t: number): readonly [number, number] {
  const { k, g, p, d } = gene;
  // ⟨m⟩, ⟨x⟩, var m, cov, var x
  const slope = ([m, x, mm, mx, xx]: readonly number[]) => [
    k - g * m!,
    p * m! - d * x!,
    k + g * m! - 2 * g * mm!,
    p * mm! - (g + d) * mx!,
    p * m! + d * x! + 2 * p * mx! - 2 * d * xx!,
  ];
  const along = (y: readonly number[], k1: readonly number[], h: number) => y.map((v, i) => v + h * k1[i]!);
  let y: readonly number[] = [0, 0, 0, 0, 0];
  const steps = 4000;
  const h = t / steps;
  for (let step = 0; step < steps; step++) {
    const k1 = slope(y);
    const k2 = slope(along(y, k1, h / 2));
    const k3 = slope(along(y, k2, h / 2));
    const k4 = slope(along(y, k3, h));
    y = y.map((v, i) => v + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
  }
  return [y[1]!, y[4]!];
}
