import type { Case } from "./cases.ts";

/** Ours at a tolerance so tight that its error is an anchor's or below. */
export interface AtError {
  readonly tightened: number;
  readonly ours: ReturnType<Case["ours"]>;
  readonly error: number;
}

/** Tolerances divided by 1, 2, 5, 10, … down to this. */
const tightest = 1e-4;

/**
 * Finds, for any error of an anchor, the first tolerance of a ladder at which ours is not above it; undefined where none
 * is. Steps are run once, and shared by all anchors.
 */
export function equalError({
  ours,
  error,
}: Pick<Case, "ours" | "error">): (wanted: number) => AtError | undefined {
  const steps: AtError[] = [];
  return (wanted) => {
    for (let step = 0; ; step++) {
      const tightened = [1, 0.5, 0.2][step % 3]! * 10 ** -Math.floor(step / 3);
      if (tightened < tightest) return undefined;
      const made = steps[step] ?? at(tightened);
      steps[step] = made;
      if (made.error <= wanted) return made;
    }
  };

  function at(tightened: number): AtError {
    const work = ours(tightened);
    return { tightened, ours: work, error: error(work.run()) };
  }
}
