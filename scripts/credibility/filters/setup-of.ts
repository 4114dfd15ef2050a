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

/** The benchmark that a row was run on, or why it is not run. */
export function setupOf({ setup, line, method }: PublishedRow): Benchmark | string {
  if (setup === "doublePendulum/settings101")
    return benchmarks[pendulumBegins.find(([from]) => line >= from)![1]];
  if (setup === "lorenz63/mandel2016") return benchmarks[mandelBegins.find(([from]) => line >= from)![1]];
  if (setup === "lorenz96/pinheiro2019" && method === "OptInterp")
    return benchmarks["lorenz96/pinheiro2019/noise"];
  if (setup === "lorenz96/sakov2008" && line >= 73 && line <= 74)
    return "another interval, for iterated filters only";
  return Object.hasOwn(benchmarks, setup)
    ? benchmarks[setup as keyof typeof benchmarks]
    : "quasi-geostrophic set-up: its solver of 129 × 129 points is not built";
}
