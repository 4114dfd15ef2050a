import { anchorOutput, runAnchor } from "./anchors.ts";
import type { Case } from "./cases.ts";
import { type AtError, equalError } from "./equal-error.ts";
import { median } from "./measure.ts";
import { measureWarm, warmUp } from "./measure-ours.ts";
import type { Line } from "./report.ts";

interface Rival {
  readonly name: string;
  readonly time: () => number;
  readonly error: number;
  /** Ours at its error. */
  readonly equal: AtError | undefined;
}

/** Ours and every anchor in turn, round by round; ours at the tolerance of the case, and at each anchor's error. */
export function measureCase(work: Case, rounds: number, print: (line: Line) => void): void {
  const find = equalError(work);
  const same = find(Number.POSITIVE_INFINITY)!;
  const rivals = rivalsOf(work, work.tolerant ? find : () => undefined);
  const ours = [...new Set([same, ...rivals.flatMap(({ equal }) => equal ?? [])])];
  for (const { ours: one } of ours) warmUp(one);
  warmUp(work.plain);
  const own = new Map(ours.map((one) => [one, [] as number[]]));
  const theirs = rivals.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [one, times] of own) times.push(measureWarm(one.ours));
    for (const [i, { time }] of rivals.entries()) theirs[i]!.push(time());
  }
  const oursMs = median(own.get(same)!);
  for (const [i, { name, error, equal }] of rivals.entries()) {
    const anchorMs = median(theirs[i]!);
    const equalMs = equal && median(own.get(equal)!);
    print({
      name: work.name,
      unit: work.unit,
      anchor: name,
      ours_ms: oursMs,
      anchor_ms: anchorMs,
      ratio: anchorMs / oursMs,
      error_ours: same.error,
      error_anchor: error,
      ...(equal === undefined || equalMs === undefined
        ? {}
        : {
            equal_error: {
              ours_ms: equalMs,
              ratio: anchorMs / equalMs,
              error: equal.error,
              tightened: equal.tightened,
            },
          }),
    });
  }
}

function rivalsOf(work: Case, find: (error: number) => AtError | undefined): readonly Rival[] {
  const { plain, anchors, once = [], columns, error } = work;
  const ofAnchor = (anchor: (typeof anchors)[number]): Rival => {
    const its = error(columns(anchorOutput(anchor.command)));
    const time = () => (1000 * runAnchor(anchor.command("/dev/null"))) / anchor.count;
    return { name: anchor.name, time, error: its, equal: find(its) };
  };
  return [
    {
      name: "our JavaScript backend",
      time: () => measureWarm(plain),
      error: error(plain.run()),
      equal: undefined,
    },
    ...anchors.map(ofAnchor),
    ...once.map(({ name, ms, values }): Rival => {
      const its = error(columns(values));
      return { name, time: () => ms, error: its, equal: find(its) };
    }),
  ];
}
