import type { RandomStream } from "../../ensemble/random-stream.ts";
import { StudentProposal } from "../map/student-proposal.ts";
import { LearnedCovariance } from "./learned-covariance.ts";
import { stepFactor } from "./random-walk.ts";

/**
 * The law that points picture: Student kernels around each, with the points' own covariance times the square of
 * Silverman's bandwidth (Density Estimation 1986, equation 4.14).
 */
export class KernelLaw {
  private readonly points: readonly Float64Array[];
  private readonly kernel: StudentProposal;

  constructor(points: readonly Float64Array[]) {
    const size = points[0]!.length;
    const learned = new LearnedCovariance(size);
    for (const point of points) learned.add(point);
    const bandwidth = (4 / ((size + 2) * points.length)) ** (1 / (size + 4));
    const factor = stepFactor(learned.covariance(), size).map((value) => bandwidth * value);
    this.points = points;
    this.kernel = new StudentProposal(new Float64Array(size), factor);
  }

  draw(stream: RandomStream): Float64Array {
    const around = this.points[Math.floor(stream.uniform() * this.points.length)]!;
    return this.kernel.draw(stream).map((value, i) => value + around[i]!);
  }

  logDensity(at: Float64Array): number {
    const logs = this.points.map((point) => this.kernel.logDensity(at.map((value, i) => value - point[i]!)));
    const most = logs.reduce((a, b) => Math.max(a, b));
    return most + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - most), 0) / logs.length);
  }
}
