import type { Dynamics } from "../contract/dynamics.ts";
import { fourier } from "./fourier.ts";

/** Points on a circle of length 32π. */
const size = 128;
const half = size / 2;
/** Wave numbers; the shortest wave has no derivative. */
const waves = Float64Array.from({ length: size }, (_, n) =>
  n === half ? 0 : (n < half ? n : n - size) / 16,
);

/**
 * du/dt = −u·∂u/∂x − ∂²u/∂x² − ∂⁴u/∂x⁴ on a circle, by its Fourier coefficients and the exponential Runge–Kutta method of
 * order 4: Kassam & Trefethen 2005, equations 2.2–2.5, doi:10.1137/S1064827502410633, as the benchmark of filters has it.
 */
export function kuramotoSivashinsky(step: number): Dynamics {
  const factors = factorsOf(step);
  const state = pair();
  const advanceOnce = (x: Float64Array) => {
    state[0].set(x);
    state[1].fill(0);
    fourier(...state, 1);
    exponentialStep(state, factors);
    fourier(...state, -1);
    x.set(state[0]);
  };
  const advance = (x: Float64Array, from: number, to: number) => {
    for (let left = Math.round((to - from) / step); left > 0; left--) advanceOnce(x);
  };
  return { size, advance };
}

/** A state on the attractor: Kassam & Trefethen's long wave at the time to which they follow it. */
export function onAttractor(dynamics: Dynamics): Float64Array {
  const x = Float64Array.from({ length: size }, (_, i) => {
    const angle = (2 * Math.PI * (i + 1)) / size;
    return Math.cos(angle) * (1 + Math.sin(angle));
  });
  dynamics.advance(x, 0, 150);
  return x;
}

/** Real and imaginary parts. */
type Coefficients = readonly [Float64Array, Float64Array];
const pair = (): Coefficients => [new Float64Array(size), new Float64Array(size)];

interface Factors {
  /** exp(h·l), exp(h·l/2), and the weights of the slopes in the stages and in the step. */
  readonly [name: string]: Float64Array;
}

/** Weights that would lose their digits near l = 0 are means over a circle around h·l. */
function factorsOf(step: number): Factors {
  const linear = waves.map((k) => k ** 2 - k ** 4);
  const mean = (of: (z: Complex) => Complex) => linear.map((l) => step * meanAround(step * l, of));
  return {
    whole: linear.map((l) => Math.exp(step * l)),
    half: linear.map((l) => Math.exp((step * l) / 2)),
    stage: mean((z) => over(minus(exponential(times(z, [0.5, 0])), [1, 0]), z)),
    first: mean((z) => cubic(z, plus([-4, 0], times(z, [-1, 0])), [4, 0], times(z, plus([-3, 0], z)))),
    middle: mean((z) => cubic(z, plus([2, 0], z), [-2, 0], z)),
    last: mean((z) => cubic(z, minus([-4, 0], times(z, plus([3, 0], z))), [4, 0], times(z, [-1, 0]))),
  };
}

type Complex = readonly [number, number];
const plus = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
const minus = (a: Complex, b: Complex): Complex => [a[0] - b[0], a[1] - b[1]];
const times = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
const over = (a: Complex, b: Complex): Complex => {
  const square = b[0] ** 2 + b[1] ** 2;
  return times(a, [b[0] / square, -b[1] / square]);
};
const exponential = ([re, im]: Complex): Complex => [
  Math.exp(re) * Math.cos(im),
  Math.exp(re) * Math.sin(im),
];
/** (plain + eᶻ·(constant + rest)) / z³. */
const cubic = (z: Complex, plain: Complex, constant: Complex, rest: Complex): Complex =>
  over(plus(plain, times(exponential(z), plus(constant, rest))), times(z, times(z, z)));

function meanAround(centre: number, of: (z: Complex) => Complex): number {
  const roots = 16;
  let sum = 0;
  for (let i = 0; i < roots; i++) {
    const angle = (Math.PI * (0.5 + i)) / roots;
    sum += of([centre + Math.cos(angle), Math.sin(angle)])[0];
  }
  return sum / roots;
}

const [slopes, stages, scratch] = [[pair(), pair(), pair(), pair()], [pair(), pair()], pair()] as const;

/** into ← −½·i·k·F[(F⁻¹v)²]. */
function bend(into: Coefficients, v: Coefficients): void {
  for (const part of [0, 1] as const) scratch[part].set(v[part]);
  fourier(...scratch, -1);
  for (let i = 0; i < size; i++) {
    scratch[0][i] = scratch[0][i]! ** 2;
    scratch[1][i] = 0;
  }
  fourier(...scratch, 1);
  for (let n = 0; n < size; n++) {
    into[0][n] = 0.5 * waves[n]! * scratch[1][n]!;
    into[1][n] = -0.5 * waves[n]! * scratch[0][n]!;
  }
}

function exponentialStep(v: Coefficients, { whole, half: mid, stage, first, middle, last }: Factors): void {
  const [n1, n2, n3, n4] = slopes;
  const [a, b] = stages;
  bend(n1, v);
  for (const p of [0, 1] as const)
    for (let n = 0; n < size; n++) a[p][n] = mid![n]! * v[p][n]! + stage![n]! * n1[p][n]!;
  bend(n2, a);
  for (const p of [0, 1] as const)
    for (let n = 0; n < size; n++) b[p][n] = mid![n]! * v[p][n]! + stage![n]! * n2[p][n]!;
  bend(n3, b);
  for (const p of [0, 1] as const)
    for (let n = 0; n < size; n++) b[p][n] = mid![n]! * a[p][n]! + stage![n]! * (2 * n3[p][n]! - n1[p][n]!);
  bend(n4, b);
  for (const p of [0, 1] as const)
    for (let n = 0; n < size; n++)
      v[p][n] =
        whole![n]! * v[p][n]! +
        first![n]! * n1[p][n]! +
        2 * middle![n]! * (n2[p][n]! + n3[p][n]!) +
        last![n]! * n4[p][n]!;
}
