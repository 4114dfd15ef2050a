import { failure } from "../errors/registry.ts";
import type { Instant } from "../observation/observation.ts";
import { compareInputs, endOf } from "../twin/inputs.ts";
import { type Prepared, takeOf } from "../twin/prepare.ts";
import type { TakenInput } from "../twin/twin.ts";
import type { Change, Scenario } from "./scenario.ts";

/**
 * The inputs as a scenario would have them.
 * @throws HomeostatError HS3080 for a change of something that the twin does not take, or that is not there to change
 */
export function changedInputs(
  prepared: Prepared,
  inputs: readonly TakenInput[],
  scenario: Scenario,
): readonly TakenInput[] {
  return scenario.changes
    .reduce<readonly TakenInput[]>(
      (current, change, i) => apply(prepared, current, change, { scenario, position: i + 1 }),
      inputs,
    )
    .toSorted(compareInputs);
}

/** The earliest time at which a scenario differs from what was recorded; infinite where it changes nothing. */
export function firstChange(inputs: readonly TakenInput[], { changes }: Scenario): Instant {
  return changes.reduce(
    (least, change) => Math.min(least, changeTime(inputs, change)),
    Number.POSITIVE_INFINITY,
  );
}

function changeTime(inputs: readonly TakenInput[], change: Change): Instant {
  if (change.kind === "add") return change.at;
  if (change.kind === "scale") return change.from;
  return inputs.find(({ key }) => key === change.key)?.start ?? Number.POSITIVE_INFINITY;
}

interface Place {
  readonly scenario: Scenario;
  readonly position: number;
}

function apply(
  prepared: Prepared,
  inputs: readonly TakenInput[],
  change: Change,
  place: Place,
): readonly TakenInput[] {
  if (change.kind === "skip") return skip(inputs, change.key, place);
  const take = takeOf(prepared.design, change.code);
  if (take < 0)
    throw refuse(
      place,
      `the twin takes no ${change.code.code}`,
      "Choose one of the inputs that the twin takes.",
    );
  return change.kind === "add"
    ? add(prepared, inputs, take, change, place)
    : scale(prepared, inputs, take, change, place);
}

function skip(inputs: readonly TakenInput[], key: string, place: Place): readonly TakenInput[] {
  const rest = inputs.filter((input) => input.key !== key);
  if (rest.length === inputs.length)
    throw refuse(
      place,
      `nothing with the key '${key}' is there to leave out`,
      "Go on from an earlier snapshot.",
    );
  return rest;
}

function add(
  prepared: Prepared,
  inputs: readonly TakenInput[],
  take: number,
  change: Extract<Change, { kind: "add" }>,
  place: Place,
): readonly TakenInput[] {
  const { as, factor } = prepared.design.takes[take]!;
  const { at: start, until, value } = change;
  const key = `scenario ${place.position}`;
  if (!Number.isFinite(value) || value < 0)
    throw refuse(place, `${value} is no amount`, "Give a number that is not negative.");
  const amount = value * factor;
  const added: TakenInput = {
    key,
    take,
    amount,
    start,
    end: endOf(prepared, take, key, start, until, amount),
    received: start,
  };
  const held = "holds" in as && as.holds;
  if (!held || until === undefined) return [...inputs, added];
  const between = inputs.filter(
    (input) => input.take !== take || input.start < start || input.start >= until,
  );
  return [...between, added, ...backTo(inputs, take, until, 1, key)];
}

function scale(
  prepared: Prepared,
  inputs: readonly TakenInput[],
  take: number,
  { factor, from, until }: Extract<Change, { kind: "scale" }>,
  place: Place,
): readonly TakenInput[] {
  if (!Number.isFinite(factor) || factor < 0)
    throw refuse(place, `${factor} is no factor`, "Give a number that is not negative.");
  const scaled = inputs.map((input) =>
    input.take === take && input.start >= from && input.start < until
      ? resized(prepared, input, input.amount * factor)
      : input,
  );
  const { as } = prepared.design.takes[take]!;
  if (!("holds" in as && as.holds)) return scaled;
  const key = `scenario ${place.position}`;
  if (!inForce(inputs, take, from))
    throw refuse(place, "no value of it is in force then", "Add a value instead of scaling one.");
  return [
    ...scaled,
    ...backTo(inputs, take, from, factor, `${key} from`),
    ...backTo(inputs, take, until, 1, key),
  ];
}

function resized(prepared: Prepared, input: TakenInput, amount: number): TakenInput {
  const { take, key, start, end } = input;
  return { ...input, amount, end: endOf(prepared, take, key, start, end, amount) };
}

/** The value that was in force at `at`, given anew then, times a factor. */
function backTo(
  inputs: readonly TakenInput[],
  take: number,
  at: Instant,
  factor: number,
  key: string,
): readonly TakenInput[] {
  const before = inForce(inputs, take, at);
  if (!before || before.start === at) return [];
  return [{ ...before, key: `${key} back`, amount: before.amount * factor, start: at, received: at }];
}

function inForce(inputs: readonly TakenInput[], take: number, at: Instant): TakenInput | undefined {
  return inputs.filter((input) => input.take === take && input.start <= at).at(-1);
}

function refuse({ scenario, position }: Place, problem: string, cure: string) {
  return failure("HS3080", { name: scenario.name, position, problem, cure });
}
