import { failure } from "../../errors/registry.ts";
import type { EnsembleBlock } from "../workers/workers-options.ts";
import { QuantileSketch } from "./quantile-sketch.ts";
import { RunningMoments } from "./running-moments.ts";

/** One output over the members, a value for each time. */
export interface OutputSummary {
  readonly mean: Float64Array;
  /** With members − 1. */
  readonly sd: Float64Array;
  /** A column for each probability that was asked for. */
  readonly quantiles: readonly Float64Array[];
}

export interface EnsembleSummary<O extends string = string> {
  readonly times: Float64Array;
  readonly members: number;
  readonly probabilities: readonly number[];
  readonly outputs: Readonly<Record<O, OutputSummary>>;
  /** By time: of how many members there are values; less than all after some have stopped. */
  readonly counts: Float64Array;
  /** By what share of the members the rank of a quantile can be off; 0 where all were kept. */
  readonly rankError: number;
  readonly failures: EnsembleBlock["failures"];
}

/** What the summary of a time and an output is made of. */
interface Cell {
  readonly moments: RunningMoments;
  readonly sketch: QuantileSketch;
}

/**
 * Takes an ensemble in block by block and keeps no path. Members are taken in their order, one by one: the same bits however
 * the ensemble was cut into blocks, and whoever ran them. @throws HS1419 for a probability that is none
 */
export class EnsembleSummariser<O extends string = string> {
  private readonly probabilities: readonly number[];
  private times: Float64Array = new Float64Array();
  private members = 0;
  private readonly cells = new Map<O, readonly Cell[]>();
  private readonly failures: EnsembleBlock["failures"][number][] = [];

  constructor(probabilities: readonly number[] = []) {
    const odd = probabilities.find((one) => !(one >= 0 && one <= 1));
    if (odd !== undefined) throw failure("HS1419", { value: odd });
    this.probabilities = probabilities;
  }

  take({ times, members, outputs, failures }: EnsembleBlock<O>): void {
    this.times = times;
    this.members += members;
    this.failures.push(...failures);
    for (const [name, column] of Object.entries(outputs) as [O, Float64Array][]) {
      const cells = this.cellsOf(name);
      for (let i = 0; i < column.length; i++) this.put(cells[i % times.length]!, column[i]!);
    }
  }

  get summary(): EnsembleSummary<O> {
    const { times, members, probabilities, failures } = this;
    const all = [...this.cells];
    const [first] = all;
    const sketches = all.flatMap(([, cells]) => cells.map(({ sketch }) => sketch));
    const off = sketches.map(({ mostRanksOff, count }) => (count === 0 ? 0 : mostRanksOff / count));
    return {
      times,
      members,
      probabilities,
      outputs: Object.fromEntries(
        all.map(([name, cells]) => [name, summaryOf(cells, probabilities)]),
      ) as Record<O, OutputSummary>,
      counts: Float64Array.from(first?.[1] ?? [], ({ moments }) => moments.count),
      rankError: off.reduce((most, one) => Math.max(most, one), 0),
      failures,
    };
  }

  private cellsOf(name: O): readonly Cell[] {
    const known = this.cells.get(name);
    if (known !== undefined) return known;
    const cells = Array.from(this.times, () => ({
      moments: new RunningMoments(),
      sketch: new QuantileSketch(),
    }));
    this.cells.set(name, cells);
    return cells;
  }

  /** A member that stopped has no value. */
  private put({ moments, sketch }: Cell, value: number): void {
    if (Number.isNaN(value)) return;
    moments.take(value);
    if (this.probabilities.length > 0) sketch.take(value);
  }
}

function summaryOf(cells: readonly Cell[], probabilities: readonly number[]): OutputSummary {
  const quantiles = cells.map(({ sketch }) => sketch.quantiles(probabilities));
  return {
    mean: Float64Array.from(cells, ({ moments }) => (moments.count === 0 ? Number.NaN : moments.mean)),
    sd: Float64Array.from(cells, ({ moments }) => moments.deviation),
    quantiles: probabilities.map((_, i) => Float64Array.from(quantiles, (row) => row[i]!)),
  };
}
