import type { ModelSpec, RandomStream } from "@homeostat/engine";
import { cohortS2008, dallaMan2007, uvaPadovaS2008 } from "@homeostat/models";
import {
  type Draw,
  type DrawPerson,
  fromSpreads,
  logNormalAround,
  type Rule,
  simulatedRule,
  virtualPeople,
  withinRanges,
} from "@homeostat/twin";
import type { CastMember } from "./cast.ts";

const minutesOfTest = 480;
const every = 5;
const meal = (amount: number) => ({ kind: "dose", dose: "meal", at: 0, amount }) as const;
const unit = { kind: "dose", dose: "bolus", at: 0, amount: 1 } as const;
const lowest = (values: Float64Array) => values.reduce((least, value) => Math.min(least, value), Infinity);
const highest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value), -Infinity);
const after = (schedule: readonly (ReturnType<typeof meal> | typeof unit)[]) => ({
  schedule,
  to: minutesOfTest,
  every,
});

const neverNegative = (states: Readonly<Record<string, Float64Array>>, except: readonly string[]) =>
  Object.entries(states).every(([name, values]) => except.includes(name) || lowest(values) > -1e-6);

/** A synthetic person with type 1 diabetes must need, and answer to, insulin and food as people do. */
export const type1Rules: readonly Rule[] = [
  withinRanges(uvaPadovaS2008),
  {
    name: "emptying slower at its slowest, and b above d",
    accepts: ({ kmin = 0, kmax = 0, b = 0, d = 0 }) => kmin < kmax && d < b,
  },
  simulatedRule("basal rate 0.3-2.5 U/h", uvaPadovaS2008, { schedule: [], to: 0, every }, ({ outputs }) => {
    const basal = outputs.basalNeed![0]!;
    return basal >= 0.3 && basal <= 2.5;
  }),
  simulatedRule("1 U lowers glucose by 5-120 mg/dL", uvaPadovaS2008, after([unit]), ({ outputs }) => {
    const glucose = outputs.glucose!;
    const drop = glucose[0]! - lowest(glucose);
    return drop >= 5 && drop <= 120;
  }),
  simulatedRule(
    "50 g without insulin peak at 180-600 mg/dL, no state negative",
    uvaPadovaS2008,
    after([meal(50)]),
    ({ outputs, states }) => {
      const peak = highest(outputs.glucose!);
      return peak >= 180 && peak <= 600 && neverNegative(states, ["X"]);
    },
  ),
];

/** A synthetic person with type 2 diabetes must make insulin, and stay within what tablets treat. */
const type2Rules: readonly Rule[] = [
  withinRanges(dallaMan2007),
  simulatedRule(
    "75 g peak at 150-420 mg/dL, never fall below 75, no state negative",
    dallaMan2007,
    after([meal(75)]),
    (course) => {
      const peak = highest(course.outputs.glucose!);
      const uses = course.parameters.Vm0! > 0 && course.parameters.Gtb! > 0;
      const safe = lowest(course.outputs.glucose!) >= 75;
      return uses && safe && peak >= 150 && peak <= 420 && neverNegative(course.states, ["X", "Y"]);
    },
  ),
];

interface Kind {
  readonly model: ModelSpec;
  readonly draw: DrawPerson;
  readonly rules: readonly Rule[];
}

const around = (group: string) =>
  logNormalAround(cohortS2008.filter((one) => one.group === group).map((one) => one.parameters));

const kinds: Readonly<Record<CastMember["kind"], Kind>> = {
  "type 1 adult": { model: uvaPadovaS2008, draw: around("adult"), rules: type1Rules },
  "type 1 adolescent": { model: uvaPadovaS2008, draw: around("adolescent"), rules: type1Rules },
  "type 2": { model: dallaMan2007, draw: fromSpreads(dallaMan2007), rules: type2Rules },
};

/** The true free parameters of one of the cast; body weight and type 2 fasting glucose are those of the cast. */
export function drawTruth(member: CastMember, chance: RandomStream): Draw {
  const { draw, rules } = kinds[member.kind];
  const fasting = member.fasting === null ? {} : { Gb: member.fasting };
  const given = () => ({ BW: member.weightKg, ...fasting });
  return virtualPeople({ count: 1, draw, rules, given, mostTries: 500 }, chance).people[0]!;
}
