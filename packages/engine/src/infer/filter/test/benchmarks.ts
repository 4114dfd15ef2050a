/**
 * Benchmarks of data assimilation with published scores: the set-ups of Sakov & Oke 2008 (doi:10.1111/j.1600-0870.2007.00299.x),
 * Hoteit 2015, Bocquet 2010, Frei & Künsch 2013, Tödter & Ahrens 2015, Spantini 2019 (Lorenz-96); Sakov 2012, Anderson 2010,
 * Mandel 2016,
 * Bocquet & Sakov 2012, de Wiljes 2017 (Lorenz-63), Bocquet 2019 (Kuramoto–Sivashinsky), a double pendulum, as DAPPER's table of scores has them.
 */
import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { gaspariCohn } from "../analyse/gaspari-cohn.ts";
import type { Neighbourhood } from "../analyse/locally.ts";
import type { CovarianceTaper } from "../analyse/serially.ts";
import { driftNoise } from "../forecast/normal-noise.ts";
import type { NormalPrior } from "../contract/filter.ts";
import { lorenz63, lorenz96, lorenz96TwoScales, pendulum } from "./chaotic-systems.ts";
import { kuramotoSivashinsky, onAttractor } from "./kuramoto-sivashinsky.ts";
import { rungeKutta4 } from "./runge-kutta.ts";
import type { Benchmark } from "./twin-experiment.ts";

const isotropic = (mean: Float64Array, variance: number): NormalPrior => ({
  mean,
  factor: Float64Array.from({ length: mean.length ** 2 }, (_, at) =>
    at % (mean.length + 1) === 0 ? Math.sqrt(variance) : 0,
  ),
});
const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + step * i);
const firstAxis = (size: number) => Float64Array.from({ length: size }, (_, i) => (i === 0 ? 1 : 0));

function onCircle(
  name: string,
  size: number,
  settings: Pick<Benchmark, "every" | "cycles" | "burnIn" | "variance"> &
    Partial<Benchmark> & {
      readonly step?: number;
      readonly start?: Float64Array;
      readonly startVariance?: number;
    },
): Benchmark {
  const { step = 0.05, start = new Float64Array(size), startVariance = 0.001 } = settings;
  return {
    name,
    prior: isotropic(start, startVariance),
    dynamics: rungeKutta4(size, step, lorenz96(size)),
    observed: range(0, size),
    ...settings,
  };
}

/** Laplace's law with variance 1. */
const laplace = (stream: RandomStream): number => {
  const u = stream.uniform() - 0.5;
  return (-Math.sign(u) * Math.log(1 - 2 * Math.abs(u))) / Math.SQRT2;
};

const attractor63 = Float64Array.of(1.509, -1.531, 25.46);
const sakov2012 = (every: number, settings: Partial<Benchmark> = {}): Benchmark => ({
  name: "lorenz63",
  prior: isotropic(attractor63, 2),
  dynamics: rungeKutta4(3, 0.01, lorenz63),
  every,
  cycles: 1000,
  burnIn: 16,
  observed: [0, 1, 2],
  variance: 2,
  ...settings,
});

/** Cubes are observed, and the variance that chance adds between observations is 0.01 in all, part by part each step. */
const mandel2016 = (every: number): Benchmark => ({
  ...sakov2012(every, { variance: 8 }),
  dynamics: { ...rungeKutta4(3, 0.01, lorenz63), noise: driftNoise(new Float64Array(3).fill(0.01 / every)) },
  noiseEvery: 0.01,
  sees: (value) => value ** 3,
});

const pinheiro2019 = (): Benchmark => ({
  name: "lorenz96",
  prior: isotropic(firstAxis(1000), 0.001),
  dynamics: rungeKutta4(1000, 0.01, lorenz96(1000, 8.17)),
  every: 0.1,
  cycles: 400,
  burnIn: 10,
  variance: 0.01,
  observed: range(0, 1000, 4),
});

/** Its start is followed to the attractor. */
function bocquet2019(): Benchmark {
  const dynamics = kuramotoSivashinsky(0.5);
  return {
    name: "kuramoto-sivashinsky",
    prior: isotropic(onAttractor(dynamics), 0.001),
    dynamics,
    every: 1,
    cycles: 2000,
    burnIn: 200,
    observed: range(0, 128),
    variance: 1,
    batch: 4,
  };
}

const doublePendulum = (every: number): Benchmark => ({
  name: "doublePendulum",
  prior: isotropic(Float64Array.of((130 * Math.PI) / 180, 0, (-10 * Math.PI) / 180, 0), 1e-4),
  dynamics: rungeKutta4(4, 0.01, pendulum),
  every,
  cycles: Math.floor(30 / every),
  burnIn: 10,
  observed: [0, 2],
  variance: 0.01,
});

/** Lorenz-96 as in Sakov & Oke 2008 with a longer time between observations. */
const sakov2008 = (every: number): Benchmark =>
  onCircle("lorenz96", 40, { ...everywhere, every, start: firstAxis(40) });

const everywhere = { every: 0.05, cycles: 1000, burnIn: 20, variance: 1, batch: 2 };

/** By name: model and set-up; large ones are made when they are asked for. */
export const benchmarks = {
  "lorenz96/sakov2008": sakov2008(0.05),
  "lorenz96/sakov2008/20": sakov2008(0.2),
  "lorenz96/sakov2008/40": sakov2008(0.4),
  "lorenz96/sakov2008/60": sakov2008(0.6),
  "lorenz96/hoteit2015": onCircle("lorenz96", 40, {
    ...everywhere,
    cycles: 7300,
    burnIn: 4,
    start: firstAxis(40),
  }),
  "lorenz96/bocquet2010": onCircle("lorenz96", 10, {
    every: 0.05,
    cycles: 1280,
    burnIn: 20,
    variance: 2.25,
    observed: range(0, 10, 2),
  }),
  "lorenz96/bocquet2010_m40": onCircle("lorenz96", 40, {
    every: 0.05,
    cycles: 1280,
    burnIn: 20,
    variance: 2.25,
    observed: range(0, 40, 2),
  }),
  "lorenz96/frei2013bridging": onCircle("lorenz96", 40, {
    every: 0.4,
    batch: 2,
    cycles: 2560,
    burnIn: 20,
    variance: 0.5,
    observed: range(1, 40, 2),
  }),
  "lorenz96/spantini2019": onCircle("lorenz96", 40, {
    step: 0.02,
    every: 0.4,
    batch: 2,
    cycles: 2000,
    burnIn: 20,
    variance: 0.5,
    observed: range(0, 40, 2),
    start: firstAxis(40),
    startVariance: 0.1,
  }),
  "lorenz96/todter2015": onCircle("lorenz96", 80, {
    every: 0.1,
    cycles: 10240,
    burnIn: 20,
    variance: 1,
    observed: range(0, 80, 2),
    error: laplace,
  }),
  "lorenz96/todter2015_G": onCircle("lorenz96", 80, {
    every: 0.1,
    cycles: 10240,
    burnIn: 20,
    variance: 1,
    observed: range(0, 80, 2),
  }),
  "lorenz96/miyoshi2011": onCircle("lorenz96", 40, {
    step: 0.005,
    every: 0.05,
    cycles: 20000,
    burnIn: 100,
    variance: 1,
    observed: range(0, 20),
    start: firstAxis(40),
  }),
  get "lorenz96/pinheiro2019"(): Benchmark {
    return pinheiro2019();
  },
  /** A variance of 0.25 enters between observations. */
  get "lorenz96/pinheiro2019/noise"(): Benchmark {
    const still = pinheiro2019();
    const noise = driftNoise(new Float64Array(1000).fill(0.25 / still.every));
    return { ...still, dynamics: { ...still.dynamics, noise }, noiseEvery: 0.01 };
  },
  "lorenzUV/wilks05": {
    name: "lorenz96 of two scales",
    prior: isotropic(firstAxis(264), 0.01),
    dynamics: rungeKutta4(264, 0.005, lorenz96TwoScales),
    every: 0.05,
    cycles: 1280,
    burnIn: 6,
    variance: 0.1,
    observed: range(0, 8),
  },
  "lorenz63/sakov2012": sakov2012(0.25),
  "lorenz63/bocquet2012/5": sakov2012(0.05, { variance: 1 }),
  "lorenz63/bocquet2012/25": sakov2012(0.25, { variance: 1 }),
  "lorenz63/bocquet2012/25/8": sakov2012(0.25, { variance: 8 }),
  "lorenz63/anderson2010rhf": sakov2012(0.12, { variance: 8 }),
  "lorenz63/wiljes2017": sakov2012(0.12, { variance: 8, observed: [0], cycles: 8533, burnIn: 4 }),
  "lorenz63/mandel2016/5": mandel2016(0.05),
  "lorenz63/mandel2016/35": mandel2016(0.35),
  "lorenz63/mandel2016/55": mandel2016(0.55),
  get "kS/bocquet2019"(): Benchmark {
    return bocquet2019();
  },
  "doublePendulum/7": doublePendulum(0.07),
  "doublePendulum/10": doublePendulum(0.1),
  "doublePendulum/20": doublePendulum(0.2),
  "doublePendulum/30": doublePendulum(0.3),
  "doublePendulum/60": doublePendulum(0.6),
  "doublePendulum/100": doublePendulum(1),
} as const satisfies Readonly<Record<string, Benchmark>>;

/** What of a benchmark says who is whose neighbour. */
type Circle = Pick<Benchmark, "observed" | "batch"> & { readonly prior: Pick<Benchmark["prior"], "mean"> };

/**
 * A local filter's neighbourhoods on a circle: each batch sees what lies near, by Gaspari and Cohn's taper.
 *
 * @param downstream how many places what is known of a number has moved on since
 */
export function neighbourhoodsOf(
  { prior, observed, batch = 1 }: Circle,
  halfWidth: number,
  downstream = 0,
): Neighbourhood[] {
  const size = prior.mean.length;
  return range(0, size, batch).map((first) => {
    const numbers = range(first, Math.min(size, first + batch));
    const distance = (component: number) =>
      numbers.reduce((sum, i) => sum + distanceOnCircle(i + downstream, observed[component]!, size), 0) /
      numbers.length;
    return { numbers, sees: (component) => gaspariCohn(distance(component), halfWidth) };
  });
}

const distanceOnCircle = (a: number, b: number, size: number): number => {
  const apart = Math.abs(a - b) % size;
  return Math.min(apart, size - apart);
};

/** A serial filter's tapers on a circle: of numbers of the state, and of other components. */
export function tapersOf(
  { prior, observed }: Circle,
  halfWidth: number,
): readonly [CovarianceTaper, CovarianceTaper] {
  const taper: CovarianceTaper = (i, component) =>
    gaspariCohn(distanceOnCircle(i, observed[component]!, prior.mean.length), halfWidth);
  return [taper, (i, component) => taper(observed[i]!, component)];
}
