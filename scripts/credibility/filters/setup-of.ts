import { benchmarks } from "../../../packages/engine/src/infer/filter/test/benchmarks.ts";
import type { Benchmark } from "../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import type { PublishedRow } from "./published-row.ts";

/** Where the double pendulum's rows begin to be of another interval between observations, in hundredths. */
const pendulumBegins: readonly (readonly [number, keyof typeof benchmarks])[] = [
  [54, "doublePendulum/100"],
  [49, "doublePendulum/60"],
  [43, "doublePendulum/30"],
  [36, "doublePendulum/20"],
  [30, "doublePendulum/10"],
  [27, "doublePendulum/7"],
  [23, "doublePendulum/100"],
];

/** Where Mandel's rows begin to be of another interval. */
const mandelBegins: readonly (readonly [number, keyof typeof benchmarks])[] = [
  [43, "lorenz63/mandel2016/5"],
  [38, "lorenz63/mandel2016/35"],
  [33, "lorenz63/mandel2016/55"],
];

/** Where rows begin to be of another interval or error than the set-up's own. */
const begins: Readonly<Record<string, readonly (readonly [number, keyof typeof benchmarks])[]>> = {
  "doublePendulum/settings101": pendulumBegins,
  "lorenz63/mandel2016": mandelBegins,
  "lorenz63/bocquet2012": [
    [32, "lorenz63/bocquet2012/25/8"],
    [26, "lorenz63/bocquet2012/5"],
    [21, "lorenz63/bocquet2012/25"],
  ],
  "lorenz96/sakov2008": [
    [87, "lorenz96/sakov2008/20"],
    [78, "lorenz96/sakov2008"],
    [73, "lorenz96/sakov2008/60"],
    [0, "lorenz96/sakov2008"],
  ],
  "lorenz96/bocquet2015loc": [
    [32, "lorenz96/sakov2008"],
    [27, "lorenz96/sakov2008/40"],
  ],
};

/** The benchmark that a row was run on, or why it is not run. */
export function setupOf({ setup, line, method }: PublishedRow): Benchmark | string {
  if (Object.hasOwn(begins, setup)) return benchmarks[begins[setup]!.find(([from]) => line >= from)![1]];
  if (setup === "lorenz96/pinheiro2019" && method === "OptInterp")
    return benchmarks["lorenz96/pinheiro2019/noise"];
  return Object.hasOwn(benchmarks, setup)
    ? benchmarks[setup as keyof typeof benchmarks]
    : "quasi-geostrophic set-up: its solver of 129 × 129 points is not built";
}
