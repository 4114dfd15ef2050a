import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { Points } from "../observe/points.ts";
import type { Whitened } from "../observe/whiten.ts";

/** A way to bring a whitened observation into an ensemble. */
export interface Scheme {
  readonly name: string;
  /** Moves the points, in place; gives ln p(observation). */
  assimilate(points: Points, whitened: Whitened, stream: RandomStream): number;
}
