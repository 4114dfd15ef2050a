/**
 * The study of docs/credibility/recovery.md on one person, after two to learn from: the whole path from a virtual person to
 * the page, and the parts of its claims that one can show. Of five intervals, stretched by what two people tell of the
 * mismatch (one degree of freedom), no more than two are asked to hold the truth.
 */
import { expect, test } from "vitest";
import { learnMismatches } from "./recovery/mismatch.ts";
import { coverageOf, recoveryPage } from "./recovery/page.ts";
import { recover } from "./recovery/recover.ts";

const options = { people: 1, seed: 31, learnPeople: 2, learnSeed: 32, draws: 150 };

test("virtual people are fitted, replayed under other insulin, and held against the truth", () => {
  const gaps = learnMismatches(options.learnSeed, options.learnPeople, options.draws);
  const found = Array.from({ length: options.people }, (_, i) =>
    recover(options.seed, i, options.draws, gaps),
  );
  for (const { replays, nextDay } of found) {
    for (const { mard, clarkeAB } of replays.slice(0, 2)) {
      expect(mard).toBeLessThan(0.15);
      expect(clarkeAB).toBeGreaterThan(0.9);
    }
    expect(nextDay.covered).toBeGreaterThan(0.4);
  }
  expect(coverageOf(found)).toBeGreaterThan(0.3);
  expect(recoveryPage(found, gaps, options)).toContain("| boluses +20 % |");
}, 60_000);
