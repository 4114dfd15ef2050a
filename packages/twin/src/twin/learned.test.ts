import { expect, test } from "vitest";
import { assimilate } from "../assimilate/assimilate.ts";
import { born, minute, prepareToy, reading, toyDesign } from "../test/toy-person.ts";
import { createTwin } from "./create.ts";
import type { Trust, TwinDesign } from "./design.ts";
import { learnedParameters } from "./learned.ts";

const days = 8;
const readings = Array.from({ length: days * 48 }, (_, i) => reading(190 + (i % 5), 30 * i));

const plainly = prepareToy(toyDesign);
const newbornTwin = createTwin(plainly, { subject: "toy", born }, 5);
const grownTwin = assimilate(plainly, newbornTwin, readings).twin;

/** What a twin of eight days, and a newborn one, tell of the level (Gb) when it is trusted so far. */
function told(trust?: Trust) {
  const design: TwinDesign = {
    ...toyDesign,
    learns: toyDesign.learns.map((one) => (one.parameter === "Gb" && trust ? { ...one, trust } : one)),
  };
  const prepared = prepareToy(design);
  const level = (twin: typeof grownTwin) =>
    learnedParameters(prepared, twin).find(({ name }) => name === "Gb")!;
  return { newborn: level(newbornTwin), grown: level(grownTwin) };
}

const width = ({ low80, high80 }: { low80: number; high80: number }) => Math.log(high80 / low80);

test("what is trusted by half is told half way from the prior, as wide as it was seen to miss", () => {
  const plain = told().grown;
  const half = told({ share: 0.5, sd: 0.4 }).grown;
  const way = Math.log(half.median / plain.priorMedian) / Math.log(plain.median / plain.priorMedian);
  expect(way).toBeCloseTo(0.5, 6);
  const sigma = Math.sqrt(Math.log(1 + 0.25 ** 2));
  expect(width(half)).toBeCloseTo(2 * 1.28155 * 0.4 * sigma, 3);
  expect(half.informed).toBe(true);
});

test("what the data were seen not to tell is the prior, and said not to be learned", () => {
  const { grown } = told({ share: 0.05, sd: 0.9 });
  expect(grown.median).toBeCloseTo(grown.priorMedian, 9);
  expect(grown.low80).toBeCloseTo(grown.priorLow80, 9);
  expect(grown.informed).toBe(false);
});

test("a newborn twin knows no more than its prior, however much its elders are trusted", () => {
  const { newborn } = told({ share: 0.9, sd: 0.2 });
  expect(width(newborn)).toBeCloseTo(Math.log(newborn.priorHigh80 / newborn.priorLow80), 9);
  expect(newborn.median).toBeCloseTo(newborn.priorMedian, 0);
  expect(readings.at(-1)!.start - born).toBeGreaterThan(7 * 24 * 60 * minute);
});
