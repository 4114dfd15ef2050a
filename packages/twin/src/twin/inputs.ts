import type { Schedule, ScheduleItem } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { Instant, Observation } from "../observation/observation.ts";
import { compareText } from "../observation/order.ts";
import type { Prepared } from "./prepare.ts";
import type { TakenInput } from "./twin.ts";

/**
 * An observation as an input of the model.
 * @throws HomeostatError HS3054 for a value that is no number, HS3055 for a period without an end
 */
export function takenInput(prepared: Prepared, take: number, observation: Observation): TakenInput {
  const { value, key, start, received } = observation;
  if (value.kind !== "quantity") throw failure("HS3054", { key });
  const { factor } = prepared.design.takes[take]!;
  const amount = value.value * factor;
  return {
    key,
    take,
    amount,
    start,
    end: endOf(prepared, take, key, start, observation.end, amount),
    received,
  };
}

/** When an input's effect is over. */
export function endOf(
  { design, model, timeMs }: Prepared,
  take: number,
  key: string,
  start: Instant,
  end: Instant | undefined,
  amount: number,
): Instant {
  const { as } = design.takes[take]!;
  if ("dose" in as) {
    const { over, rate } = model.spec.doses![as.dose]!;
    return start + (over ?? amount / rate!) * timeMs;
  }
  if ("overMinutes" in as) return start + as.overMinutes * 60_000;
  if (as.holds) return Number.POSITIVE_INFINITY;
  if (end === undefined || end === start) throw failure("HS3055", { key });
  return end;
}

/** The order of inputs: that of the log, whatever the order of arrival. */
export function compareInputs(a: TakenInput, b: TakenInput): number {
  return a.start - b.start || a.received - b.received || compareText(a.key, b.key);
}

/**
 * The inputs that still matter at or after `from`: what has not ended, and of each kind that holds, the last given
 * before it.
 */
export function openInputs(
  { design }: Prepared,
  inputs: readonly TakenInput[],
  from: Instant,
): readonly TakenInput[] {
  const lastHeld = new Map<number, TakenInput>();
  for (const input of inputs)
    if (input.start <= from && holds(design.takes[input.take]!.as)) lastHeld.set(input.take, input);
  const open = inputs.filter(
    (input) =>
      input.start > from ||
      (holds(design.takes[input.take]!.as) ? lastHeld.get(input.take) === input : input.end > from),
  );
  return open.length === inputs.length ? inputs : open;
}

/**
 * The inputs that may be felt at a time: without those that begin then or later, but for a value in force that has none
 * before it. The same list where nothing is left out.
 */
export function feltInputs(
  { design }: Prepared,
  inputs: readonly TakenInput[],
  at: Instant,
): readonly TakenInput[] {
  const earlier = inputs.filter(({ start }) => start < at);
  const heldBefore = new Set(earlier.map(({ take }) => take));
  const felt = inputs.filter(
    (input) =>
      input.start < at ||
      (input.start === at && holds(design.takes[input.take]!.as) && !heldBefore.has(input.take)),
  );
  return felt.length === inputs.length ? inputs : felt;
}

/** What the inputs mean to the model between its birth and `until`, in the model's time. */
export function scheduleOf(
  prepared: Prepared,
  born: Instant,
  inputs: readonly TakenInput[],
  until: Instant,
): Schedule {
  const items: ScheduleItem[] = [];
  for (const input of inputs) if (input.start < until) items.push(itemOf(prepared, born, input));
  return items;
}

function itemOf({ design, timeMs }: Prepared, born: Instant, input: TakenInput): ScheduleItem {
  const { as } = design.takes[input.take]!;
  const { amount, start, end } = input;
  const at = (start - born) / timeMs;
  if ("dose" in as) return { kind: "dose", dose: as.dose, at, amount };
  if (holds(as)) return { kind: "set", input: as.input, at, value: amount };
  const duration = (end - start) / timeMs;
  return {
    kind: "infuse",
    input: as.input,
    at,
    duration,
    amount: "overMinutes" in as ? amount : amount * duration,
  };
}

type As = Prepared["design"]["takes"][number]["as"];

function holds(as: As): as is Extract<As, { readonly holds: true }> {
  return "holds" in as && as.holds;
}
