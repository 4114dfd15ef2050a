import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import { type BlockReader, blockReader } from "../../ensemble/random-stream.ts";

/** Cells are halved this often: times within one are told apart to 2^−20 of its length. */
const depth = 20;
const parts = 2 ** depth;
/** Cells before time 0 have numbers too. */
const cellsBefore = 2 ** 30;

/**
 * A Wiener process that is a function of time: its increment over any interval, with the area under it, is the same however
 * the interval is cut, whatever else is asked, and on whatever worker. Time is divided into cells of equal length; within
 * one, the process is refined by halves (a virtual Brownian tree with space–time Lévy area: Gaines & Lyons 1997, SIAM J Appl
 * Math 57:1455; Foster, Lyons & Oberhauser 2020, SIAM J Numer Anal 58:1393), each half from a counter of its own.
 */
export class BrownianPath {
  /** W(to) − W(from). */
  increment = 0;
  /** ∫ (W(t) − W(from)) dt from `from` to `to`. */
  area = 0;
  private readonly cell: number;
  private readonly read: BlockReader;
  private readonly uniforms = new Float64Array(2);
  private member = 0;
  private index = 0;
  private from = 0;
  private to = 0;

  /** Cells have this length, in the model's time. */
  constructor(seed: number, purpose: string, cell: number) {
    this.cell = cell;
    this.read = blockReader(seed, purpose);
  }

  /** Goes over to the path of another member. */
  take(member: number): void {
    this.member = member;
  }

  /** Sets `increment` and `area` to those of an interval. */
  over(from: number, to: number): void {
    this.increment = 0;
    this.area = 0;
    let at = this.placeOf(from);
    const end = this.placeOf(to);
    while (at < end) {
      const index = Math.floor(at / parts);
      const stop = Math.min(end, (index + 1) * parts);
      this.within(index, at - index * parts, stop - index * parts);
      at = stop;
    }
  }

  /** Time in the smallest parts of cells. */
  private placeOf(t: number): number {
    return Math.round((t / this.cell) * parts);
  }

  private within(index: number, from: number, to: number): void {
    this.index = index;
    this.from = from;
    this.to = to;
    const length = this.cell;
    this.draw(0);
    const increment = Math.sqrt(length) * normalQuantile(this.uniforms[0]!);
    const tilt = Math.sqrt(length / 12) * normalQuantile(this.uniforms[1]!);
    this.add(1, 0, parts, increment, tilt);
  }

  /** Adds what of a node lies within the interval; `tilt` is the mean of W − its chord over the node. */
  private add(node: number, low: number, high: number, increment: number, tilt: number): void {
    const length = ((high - low) / parts) * this.cell;
    if (this.from <= low && high <= this.to) {
      this.area += length * (this.increment + 0.5 * increment + tilt);
      this.increment += increment;
      return;
    }
    this.draw(node);
    const first = Math.sqrt(length / 16) * normalQuantile(this.uniforms[0]!);
    const second = Math.sqrt(length / 12) * normalQuantile(this.uniforms[1]!);
    const bend = 1.5 * tilt + first;
    const middle = (low + high) / 2;
    const rest = 0.25 * tilt - 0.5 * first;
    if (this.from < middle) this.add(2 * node, low, middle, 0.5 * increment + bend, rest + 0.5 * second);
    if (this.to > middle) this.add(2 * node + 1, middle, high, 0.5 * increment - bend, rest - 0.5 * second);
  }

  private draw(node: number): void {
    this.read((this.index + cellsBefore) * 2 * parts + node, this.member, this.uniforms);
  }
}
