import type { Schedule } from "@homeostat/engine";
import { scheduleOf } from "../twin/inputs.ts";
import { type Prepared, takeOf } from "../twin/prepare.ts";
import type { Occasion, TakenThen } from "./inquiry.ts";
import { occasionCourse } from "./occasion-course.ts";

/** How an occasion's outputs follow from what is not known of it. */
export interface OccasionSlopes {
  /** For each time: each output as it is expected. */
  readonly expected: readonly Float64Array[];
  /** For each unknown (learned parameters, then the occasion's own): as `expected`, by a standard deviation of it. */
  readonly by: readonly (readonly Float64Array[])[];
  /** Correlations of the occasion's own unknowns, row by row: doubted amounts, then disturbances hour by hour. */
  readonly own: Float64Array;
}

/** Half-width of the differences, in standard deviations: what matters is the person's doubt and not the tangent. */
const half = 0.5;
/** Disturbances are told apart this far, min. */
const block = 60;

/** @param free where the learned parameters are thought to be, on their free scales; `deviations` how far that may be off */
export function occasionSlopes(
  prepared: Prepared,
  { taken, minutes }: Pick<Occasion, "taken" | "minutes">,
  times: readonly number[],
  free: Float64Array,
  deviations: Float64Array,
): OccasionSlopes {
  const known = taken.filter(({ code }) => takeOf(prepared.design, code) >= 0);
  const doubts = known.filter(({ exact }) => !exact).filter((one) => doubtOf(prepared, one) > 0);
  const blocks = prepared.disturbed.flatMap(({ input, sd, keep }, which) =>
    Array.from({ length: Math.ceil(minutes / block) }, (_, i) => ({
      input,
      sd,
      keep,
      which,
      from: i * block,
    })),
  );
  const run = (change: Change) =>
    occasionCourse(prepared, moved(free, change), scheduleFor(prepared, known, change), times);
  const slopes = (change: (by: number) => Change) => {
    const [above, below] = [run(change(half)), run(change(-half))];
    return above.map((row, i) => row.map((value, k) => (value - below[i]![k]!) / (2 * half)));
  };
  const by = [
    ...prepared.learned.map((_, parameter) =>
      slopes((by) => ({ parameter, by: by * deviations[parameter]! })),
    ),
    ...doubts.map((item) => slopes((by) => ({ item, by: by * doubtOf(prepared, item) }))),
    ...blocks.map(({ input, sd, from }) => slopes((by) => ({ input, from, by: by * sd }))),
  ];
  return { expected: run({ by: 0 }), by, own: correlations(prepared, doubts.length, blocks) };
}

interface Change {
  readonly by: number;
  readonly parameter?: number;
  readonly item?: TakenThen;
  readonly input?: number;
  readonly from?: number;
}

const doubtOf = ({ design }: Prepared, { code }: TakenThen) => design.takes[takeOf(design, code)]!.doubt;

function moved(free: Float64Array, { parameter, by }: Change): Float64Array {
  return parameter === undefined ? free : free.map((z, i) => (i === parameter ? z + by : z));
}

function scheduleFor(prepared: Prepared, taken: readonly TakenThen[], change: Change): Schedule {
  const { design, kernel, timeMs } = prepared;
  const inputs = taken.map((one, i) => {
    const take = takeOf(design, one.code);
    const amount = one.amount * design.takes[take]!.factor * (one === change.item ? Math.exp(change.by) : 1);
    const start = one.at * 60_000;
    return { key: String(i), take, amount, start, end: start, received: start };
  });
  const items = scheduleOf(prepared, 0, inputs, Number.POSITIVE_INFINITY);
  if (change.input === undefined) return items;
  const input = kernel.inputs[change.input]!;
  const at = (minute: number) => (minute * 60_000) / timeMs;
  return [
    ...items,
    { kind: "set", input, at: at(change.from!), value: change.by },
    { kind: "set", input, at: at(change.from! + block), value: 0 },
  ];
}

interface Block {
  readonly which: number;
  readonly from: number;
  /** What is left of it after a slot. */
  readonly keep: number;
}

function correlations({ design }: Prepared, doubts: number, blocks: readonly Block[]): Float64Array {
  const n = doubts + blocks.length;
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    if (i === j) return 1;
    const [a, b] = [blocks[i - doubts], blocks[j - doubts]];
    if (a === undefined || b === undefined || a.which !== b.which) return 0;
    return a.keep ** (Math.abs(a.from - b.from) / design.slotMinutes);
  });
}
