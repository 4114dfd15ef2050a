import { type StiffProblem, stiffProblem } from "./stiff-problem.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const named = (name: string, values: readonly number[]) =>
  Object.fromEntries(values.map((value, i) => [`${name}${i + 1}`, value]));

const grid = 20;

function diffusing(name: string, at: number, edge: number): string {
  const next = (i: number) => (i === 0 || i > grid ? String(edge) : `${name}${i}`);
  return `${((grid + 1) ** 2 / 50).toFixed(2)}*(${next(at - 1)} - 2*${name}${at} + ${next(at + 1)})`;
}

/**
 * The Brusselator with diffusion on a line, Hairer & Wanner II, IV.10 (BRUSS), on 20 inner points. End values: SciPy
 * 1.10's Radau at relative 1e-12, which agree with those at 1e-11 to 13 digits.
 */
export const brusselator: StiffProblem = stiffProblem(
  "BRUSS",
  {
    ...named(
      "u",
      numbers(grid).map((i) => 1 + Math.sin((2 * Math.PI * i) / (grid + 1))),
    ),
    ...named("v", new Array<number>(grid).fill(3)),
  },
  numbers(grid)
    .flatMap((i) => [
      `der(u${i}) = k*(1 + u${i}^2*v${i} - 4*u${i} + ${diffusing("u", i, 1)})`,
      `der(v${i}) = k*(3*u${i} - u${i}^2*v${i} + ${diffusing("v", i, 3)})`,
    ])
    .join("\n"),
  {
    to: 10,
    absolute: 1e-8,
    reference: {
      u1: 0.8776530097282947,
      u10: 0.43066067574767936,
      v1: 3.1547039090604483,
      v10: 3.6890130427683805,
    },
  },
);

const stars = numbers(7);
const pull = (axis: "x" | "y", i: number) =>
  stars
    .filter((j) => j !== i)
    .map((j) => `${j}*(${axis}${j} - ${axis}${i})/((x${i} - x${j})^2 + (y${i} - y${j})^2)^1.5`)
    .join(" + ");

/** Seven stars in a plane, Hairer, Nørsett & Wanner I, II.10 (PLEI): not stiff, with close meetings that make errors grow. */
export const pleiades: StiffProblem = stiffProblem(
  "PLEI",
  {
    ...named("x", [3, 3, -1, -3, 2, -2, 2]),
    ...named("y", [3, -3, 2, 0, 0, -4, 4]),
    ...named("vx", [0, 0, 0, 0, 0, 1.75, -1.5]),
    ...named("vy", [0, 0, 0, -1.25, 1, 0, 0]),
  },
  stars
    .flatMap((i) => [
      `der(x${i}) = k*vx${i}`,
      `der(y${i}) = k*vy${i}`,
      `der(vx${i}) = k*(${pull("x", i)})`,
      `der(vy${i}) = k*(${pull("y", i)})`,
    ])
    .join("\n"),
  {
    to: 3,
    absolute: 1e-8,
    growth: 30,
    reference: {
      ...named(
        "x",
        [
          0.3706139143970502, 3.237284092057233, -3.222559032418324, 0.659709145577531, 0.3425581707156584,
          1.562172101400631, -0.7003092922212495,
        ],
      ),
      ...named(
        "y",
        [
          -3.943437585517392, -3.27138097397255, 5.225081843456543, -2.59061243497747, 1.198213693392275,
          -0.2429682344935824, 1.09144924042898,
        ],
      ),
    },
  },
);
