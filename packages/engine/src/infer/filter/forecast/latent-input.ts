import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { drawPoisson } from "../../../ensemble/poisson.ts";
import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import { ornsteinUhlenbeckStep } from "./ornstein-uhlenbeck.ts";

/** What nobody recorded, as a number that moves by itself: x(t + Δ) = keep·x(t) + what chance adds. */
export interface LatentProcess {
  keep(elapsed: number): number;
  draw(elapsed: number, stream: RandomStream): number;
  /** Mean and variance of what chance adds. */
  moments(elapsed: number): { readonly mean: number; readonly variance: number };
}

/** Wanders about 0: an Ornstein–Uhlenbeck process of this spread at rest. A sensor's slow drift, a body's slow change. */
export function wandering(sd: number, correlationTime: number): LatentProcess {
  const step = (elapsed: number) => ornsteinUhlenbeckStep(elapsed, correlationTime, sd);
  return {
    keep: (elapsed) => step(elapsed).keep,
    draw: (elapsed, stream) => step(elapsed).add * normalQuantile(stream.uniform()),
    moments: (elapsed) => ({ mean: 0, variance: step(elapsed).add ** 2 }),
  };
}

/**
 * Jumps now and then and dies away: shot noise (Campbell 1909; Rice 1944, doi:10.1002/j.1538-7305.1944.tb00874.x). An
 * unrecorded meal as a rate of eating: never negative, and nearly always nothing.
 *
 * @param perTime expected jumps per unit of time
 * @param meanAmount what one jump brings in all until it has died away; amounts are exponentially distributed
 * @param lasting time in which a jump falls to 1/e
 */
export function jumping(perTime: number, meanAmount: number, lasting: number): LatentProcess {
  const height = meanAmount / lasting;
  const keep = (elapsed: number) => Math.exp(-elapsed / lasting);
  return {
    keep,
    draw(elapsed, stream) {
      let sum = 0;
      for (let left = drawPoisson(stream, perTime * elapsed); left > 0; left--)
        sum += -height * Math.log(stream.uniform()) * keep(elapsed * stream.uniform());
      return sum;
    },
    moments: (elapsed) => ({
      mean: perTime * height * lasting * (1 - keep(elapsed)),
      variance: perTime * height * height * lasting * (1 - keep(elapsed) ** 2),
    }),
  };
}

/**
 * Dynamics with processes in some of its numbers, by column. The model feels a number as it stands at the beginning of a
 * forecast: forecast in steps that are short against it (`inSteps`).
 */
export function withLatent(dynamics: Dynamics, processes: ReadonlyMap<number, LatentProcess>): Dynamics {
  const { size, noise } = dynamics;
  return {
    size,
    advance(x, from, to) {
      dynamics.advance(x, from, to);
      for (const [column, process] of processes) x[column]! *= process.keep(to - from);
    },
    noise: {
      add(x, from, to, stream) {
        noise?.add(x, from, to, stream);
        for (const [column, process] of processes) x[column]! += process.draw(to - from, stream);
      },
      moments(from, to) {
        const own = noise?.moments(from, to) ?? { factor: new Float64Array(0), columns: 0 };
        const columns = own.columns + processes.size;
        const factor = new Float64Array(size * columns);
        const mean = own.mean?.slice() ?? new Float64Array(size);
        for (let i = 0; i < size; i++)
          factor.set(own.factor.subarray(i * own.columns, (i + 1) * own.columns), i * columns);
        [...processes].forEach(([column, process], k) => {
          const added = process.moments(to - from);
          mean[column]! += added.mean;
          factor[column * columns + own.columns + k] = Math.sqrt(added.variance);
        });
        return { mean, factor, columns };
      },
    },
  };
}
