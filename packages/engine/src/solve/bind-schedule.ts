import { ascendingTimes } from "./ascending-times.ts";
import { failure } from "../errors/registry.ts";
import type { Tangent } from "../compile/layout.ts";
import type { DoseSpec } from "../model/model-spec.ts";
import type { BoundSchedule, InputTimeline } from "./bound-schedule.ts";
import { type InputCourse, inputTimeline, type Signal, tangentTimeline } from "./input-timeline.ts";
import { JumpsInTime } from "./jumps-in-time.ts";
import { slotNamed } from "./named-values.ts";
import type { Schedule, ScheduleItem } from "./schedule.ts";
import { unfoldDoses } from "./unfold-doses.ts";

/** The names that a schedule may use. */
export interface ScheduleNames {
  readonly states: readonly string[];
  readonly inputs: readonly string[];
  readonly events: readonly string[];
  readonly tangents: readonly Tangent[];
  readonly doses: Readonly<Record<string, DoseSpec>>;
}

/**
 * Binds a schedule to the names of a model. At one instant: infusions and signals that end there are over, then
 * inputs are set (of two settings the later listed wins), then events fire and then states are added to, both in the
 * order listed, then infusions start. While a signal runs it takes the place of settings.
 */
export function bindSchedule(items: Schedule, names: ScheduleNames): BoundSchedule {
  const simple = unfoldDoses(items, names.doses);
  simple.forEach(checkNumbers);
  const driven = bindInputs(simple, names.inputs);
  const timelines = [...driven, ...tangentTimelines(driven, names.tangents)];
  const jumps = bindJumps(simple, names);
  const edges = ascendingTimes([jumps.times, ...timelines.map(({ times }) => times)]);
  return { items, edges, jumps, timelines };
}

type SimpleItem = Exclude<ScheduleItem, { readonly kind: "dose" }>;

function bindInputs(items: readonly SimpleItem[], inputs: readonly string[]): readonly InputTimeline[] {
  const courses = new Map<number, InputCourse & ReturnType<typeof emptyCourse>>();
  for (const item of items) {
    if (item.kind === "add" || item.kind === "fire") continue;
    const input = slotNamed("input", item.input, inputs);
    const course = courses.get(input) ?? emptyCourse();
    courses.set(input, course);
    if (item.kind === "set") course.settings.push({ at: item.at, value: item.value });
    else if (item.kind === "signal") course.signals.push(item);
    else addInfusion(course, item);
  }
  return [...courses].map(([input, course]) => inputTimeline(input, sorted(course, inputs[input]!)));
}

/** Whoever schedules a tangent itself says how what is set depends on a parameter. */
function tangentTimelines(
  driven: readonly InputTimeline[],
  tangents: readonly Tangent[],
): readonly InputTimeline[] {
  const courses = new Map(driven.map((timeline) => [timeline.input, timeline]));
  return tangents.flatMap(({ input, of }) => {
    const course = courses.get(of);
    return course === undefined || courses.has(input) ? [] : [tangentTimeline(input, course)];
  });
}

const emptyCourse = () => ({
  settings: [] as { at: number; value: number }[],
  infusions: [] as { start: number; end: number; rate: number }[],
  signals: [] as Signal[],
});

function addInfusion(
  course: ReturnType<typeof emptyCourse>,
  { at, amount, duration }: Extract<ScheduleItem, { readonly kind: "infuse" }>,
): void {
  // The end is rounded, and the amount is what counts.
  const end = at + duration;
  course.infusions.push({ start: at, end, rate: amount / (end - at) });
}

function sorted(course: ReturnType<typeof emptyCourse>, input: string): InputCourse {
  const signals = course.signals.sort((a, b) => a.times[0]! - b.times[0]!);
  for (let i = 1; i < signals.length; i++) {
    const at = signals[i]!.times[0]!;
    if (at < signals[i - 1]!.times.at(-1)!) throw failure("HS1304", { input, at });
  }
  return {
    settings: course.settings.sort((a, b) => a.at - b.at),
    infusions: course.infusions.sort((a, b) => a.start - b.start),
    signals,
  };
}

type JumpItem = Extract<SimpleItem, { readonly kind: "add" | "fire" }>;

function bindJumps(items: readonly SimpleItem[], names: ScheduleNames): JumpsInTime {
  const jumps = items.filter((item): item is JumpItem => item.kind === "add" || item.kind === "fire");
  return JumpsInTime.of(jumps, (item) =>
    item.kind === "fire"
      ? { event: slotNamed("event", item.event, names.events) }
      : { state: slotNamed("state", item.state, names.states), amount: item.amount },
  );
}

function checkNumbers(item: SimpleItem): void {
  const refuse = (problem: string): never => {
    throw failure("HS1303", { item: JSON.stringify(item).slice(0, 200), problem });
  };
  if (item.kind === "signal") {
    checkSignal(item, refuse);
    return;
  }
  for (const name in item) {
    const value: unknown = item[name as keyof typeof item];
    if (typeof value === "number" && !Number.isFinite(value)) refuse("a number is not finite");
  }
  if (item.kind === "infuse" && !(item.at + item.duration > item.at)) {
    refuse("its duration is not a positive time; use 'add' for an amount given at once");
  }
}

function checkSignal({ times, values }: Signal, refuse: (problem: string) => never): void {
  if (times.length < 2 || times.length !== values.length)
    refuse("it needs two or more times, and a value for each");
  if (![...times, ...values].every(Number.isFinite)) refuse("a number is not finite");
  if (times.some((time, i) => i > 0 && !(time > times[i - 1]!))) refuse("its times are not ascending");
}
