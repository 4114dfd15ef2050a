import { factorise, solveFactorised } from "@homeostat/engine/infer";
import { expect, test } from "vitest";
import { knownCodes } from "../observation/codes.ts";
import { born, prepareToy, toyDesign, wanderingDesign } from "../test/toy-person.ts";
import { createTwin } from "../twin/create.ts";
import { believedParameters } from "../twin/learned.ts";
import type { TwinDesign } from "../twin/design.ts";
import type { Inquiries } from "./inquiry.ts";
import { whatTells } from "./what-tells.ts";
import { tellingWords } from "./words.ts";

const { carbohydrate, insulinBolus } = knownCodes;
const meal = { code: carbohydrate.code, at: 30, amount: 50 };
const fingerstick = {
  title: "a fingerstick",
  output: "glucose",
  of: "blood",
  additive: 4,
  proportional: 0,
} as const;
const rested = { title: "a morning without food", minutes: 60, taken: [] };
const inquiries: Inquiries = {
  usual: rested,
  occasions: [],
  measurements: [fingerstick],
  times: [20],
  since: 0,
};

function asked(design: TwinDesign, about: Partial<Inquiries>) {
  const prepared = prepareToy(design);
  const twin = createTwin(prepared, { subject: "toy", born }, 5);
  return { prepared, twin, told: whatTells(prepared, twin, { ...inquiries, ...about }) };
}

test("for a level that only rests, the share is the one that is worked out by hand; what does not show is not told", () => {
  const plain = { ...toyDesign, measures: [{ ...toyDesign.measures[0]!, proportional: 0 }] };
  const { prepared, twin, told } = asked(plain, {});
  const [level] = believedParameters(prepared, twin);
  const { distribution } = prepared.learned[0]!;
  const at = (by: number) => distribution.fromFree(level!.middle + by * level!.sd);
  const slope = at(0.5) - at(-0.5);
  const errors = Float64Array.from(
    { length: 16 },
    (_, i) => 25 * (i % 5 === 0 ? 1 : 0.5 * Math.exp((-15 * Math.abs(Math.floor(i / 4) - (i % 4))) / 30)),
  );
  const precision = solveFactorised(factorise(errors, 4)!, new Float64Array(4).fill(1)).reduce(
    (a, b) => a + b,
  );
  const [before, after] = [1 + slope ** 2 * precision, 1 + slope ** 2 * (precision + 1 / 16)];
  expect(told.get("Gb")).toEqual([
    {
      occasion: rested.title,
      measurement: { title: "a fingerstick", minutes: 20 },
      effort: 1,
      share: expect.closeTo(1 - before / after, 8),
    },
  ]);
  expect(told.get("SI")![0]!.share).toBeCloseTo(0, 12);
});

test("insulin shows what it does, and food that is weighed shows it better than food that is counted", () => {
  const taken = [meal, { code: insulinBolus.code, at: 30, amount: 4 }];
  const eaten = (title: string, exact: boolean) => ({
    title,
    minutes: 300,
    taken: taken.map((one) => (one === meal ? { ...one, exact } : one)),
  });
  const { told } = asked(wanderingDesign, {
    occasions: [eaten("a meal", false), eaten("a weighed meal", true)],
    measurements: [],
  });
  const shareOf = (occasion: string) => told.get("SI")!.find((one) => one.occasion === occasion)!.share;
  expect(shareOf("a meal")).toBeGreaterThan(0.1);
  expect(shareOf("a weighed meal")).toBeGreaterThan(shareOf("a meal") + 0.05);
  expect(tellingWords(told.get("SI")!)).toMatch(/^A weighed meal: \d+ % less variance/);
});

test("of what tells nearly as much, what asks least is told; where nothing tells much, that is", () => {
  const one = {
    occasion: "a usual meal",
    measurement: { title: "insulin", minutes: 60 },
    effort: 1,
    share: 0.4,
  };
  const more = { ...one, occasion: "a weighed meal", effort: 2, share: 0.42 };
  expect(tellingWords([more, one])).toMatch(/Insulin 60 min into a usual meal: 40 %/);
  expect(tellingWords([{ ...more, share: 0.5 }, one])).toMatch(/a weighed meal: 50 %/);
  expect(tellingWords([{ ...one, share: 0.09 }])).toMatch(/^Nothing that was tried/);
  expect(tellingWords([])).toMatch(/^Nothing that was tried/);
});
