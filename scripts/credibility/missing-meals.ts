import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { assimilate, createTwin, type Finding, knownCodes, sameCode } from "@homeostat/twin";
import { type CastMember, cast } from "../../apps/server/src/clinic/index.ts";
import { through } from "./faults/inject.ts";
import { type Life, lives, minute, prepareFor } from "./faults/lives.ts";

/**
 * Meals that nobody recorded: the clinic's people forget some by themselves. Which of them do twins tell, of what size and when,
 * and how often do they tell one that was not there?
 *
 *   node scripts/credibility/missing-meals.ts --seeds 4 --first 401 --days 8 --people 4 --out docs/credibility/missing-meals.md
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "6" },
    first: { type: "string", default: "61" },
    days: { type: "string", default: "4" },
    people: { type: "string", default: "2" },
    out: { type: "string" },
  },
});
const days = Number(values.days);
/** Who takes insulin forgets as the careless do: a fifth of the boluses, and most of those are not entered either. */
const members = cast.map(
  (member): CastMember =>
    member.kind === "type 2" ? member : { ...member, living: { ...member.living, care: "careless" } },
);

interface Meal {
  readonly at: number;
  readonly grams: number;
}

interface Followed {
  readonly design: string;
  readonly missing: readonly Meal[];
  readonly told: readonly Finding[];
}

/** What was eaten at one sitting and has no record within 75 minutes; from the third hour on. */
function unrecorded({ truth, records }: Life): readonly Meal[] {
  const sittings: Meal[] = [];
  let eating = false;
  for (const { at, carbs } of truth) {
    const last = sittings.at(-1);
    if (carbs > 0 && eating && last) sittings[sittings.length - 1] = { ...last, grams: last.grams + carbs };
    else if (carbs > 0) sittings.push({ at: at - 5 * minute, grams: carbs });
    eating = carbs > 0;
  }
  const recorded = records.filter(({ code }) => sameCode(code, knownCodes.carbohydrate.code));
  const from = truth[36]!.at;
  return sittings.filter(
    (meal) => meal.at >= from && !recorded.some(({ start }) => Math.abs(start - meal.at) < 75 * minute),
  );
}

/** The last word on each meal that the twin told, reading by reading. */
function follow(life: Life): Followed {
  const prepared = prepareFor(life, false);
  const { readings } = through(life, null);
  const born = readings[0]!.start;
  const log = [...life.records, ...readings]
    .filter((one) => one.start >= born)
    .sort((a, b) => a.start - b.start);
  let twin = createTwin(prepared, { subject: life.member.id, born }, 7);
  const told = new Map<number, Finding>();
  for (const one of log) {
    twin = assimilate(prepared, twin, one).twin;
    for (const finding of twin.findings) if (finding.kind === "missing meal") told.set(finding.from, finding);
  }
  return { design: prepared.design.title, missing: unrecorded(life), told: [...told.values()] };
}

const least = 25;
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

const told = (value: number, digits: number, unit = "") =>
  Number.isNaN(value) ? "–" : `${value.toFixed(digits)}${unit}`;

/** A finding is of a meal that was eaten within three hours before the last of it was seen. */
const fits = ({ at }: Meal, { to, from }: Finding) =>
  at <= to && at >= Math.min(from, to - 180 * minute) - 60 * minute;

function row(design: string, people: readonly Followed[]) {
  const meals = people.flatMap(({ missing, told }) =>
    missing
      .filter(({ grams }) => grams >= least)
      .map((meal) => ({ meal, found: told.find((one) => fits(meal, one)) })),
  );
  const found = meals.flatMap(({ meal, found }) => (found ? [{ meal, ...found }] : []));
  const alarms = people.flatMap(({ missing, told }) =>
    told.filter((one) => !missing.some((meal) => meal.grams >= 10 && fits(meal, one))),
  );
  const held = found.filter(
    ({ meal, amount }) => amount!.low80 <= meal.grams && meal.grams <= amount!.high80,
  );
  return [
    design,
    people.length * days,
    `${found.length} of ${meals.length}`,
    ((7 * alarms.length) / (people.length * days)).toFixed(1),
    told(median(found.map(({ meal, amount }) => amount!.median / meal.grams)), 2),
    `${held.length} of ${found.length}`,
    told(median(found.map(({ meal, from }) => (from - meal.at) / minute)), 0, " min"),
  ];
}

const people = Number(values.people);
const followed = Array.from({ length: Number(values.seeds) }, (_, i) =>
  lives(Number(values.first) + i, days, people, { first: i * people, members }).map(follow),
).flat();
const rows = [...Map.groupBy(followed, ({ design }) => design)].map(([design, people]) =>
  row(design, people),
);
const head = [
  "twin's design",
  "days",
  `told, of those of ${least} g or more`,
  "false a week",
  "told / true amount",
  "truth in the 80 % interval",
  "told time − true",
];
const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const text = `# Meals that nobody recorded

Made by \`node scripts/credibility/missing-meals.ts --seeds ${values.seeds} --first ${values.first} --days ${values.days} --people ${values.people} --out docs/credibility/missing-meals.md\`; not edited by hand.

The clinic's people forget meals and snacks. Those with type 1 diabetes live here as the clinic's careless do, so that there is
something to tell: a fifth of the boluses for meals is forgotten, and three in four of those meals are not entered either (who
gives a bolus enters its carbohydrate). Those with type 2 enter most, half or none of their meals, by their care. All else is as the
clinic makes it; sensors here have noise and no faults. A meal is missing where
nothing is recorded within 75 minutes of it. A false one is told where no unrecorded meal of 10 g or more was eaten in the
three hours before; miscounted and mistimed records, late boluses and changing sensitivity are what they are made of. Amounts
are those of the last word on each meal. What is told, and the shares of meals that show, were chosen on seeds 61 to 63.

${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}
`;
if (values.out === undefined) console.log(text);
else writeFileSync(values.out, text);
