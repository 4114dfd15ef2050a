import { expect, test } from "vitest";
import { followLife } from "./faults/follow.ts";
import { lives, prepareFor } from "./faults/lives.ts";
import { page } from "./faults/page.ts";
import { areaUnderCurve, rocPoint, type Scored } from "./faults/score.ts";

const minute = 60_000;

test("areas, detections and false alarms of scores that are known", () => {
  const at = Array.from({ length: 288 }, (_, i) => 5 * minute * i);
  const episodes = [{ from: at[100]!, to: at[105]! }];
  const scored = (score: (i: number) => number): Scored => ({
    at,
    episodes,
    score: at.map((_, i) => score(i)),
  });
  const sure = scored((i) => (i >= 102 && i <= 105 ? 1 : 0));
  expect(rocPoint([sure], 0.5)).toMatchObject({ detected: 1, falseAlarmsPerWeek: 0, delay: 10 });
  expect(areaUnderCurve([sure]).area).toBeCloseTo((4 + 0.5 * 2) / 6, 10);
  const wrong = scored((i) => (i === 20 || i === 22 || i === 200 ? 1 : 0));
  expect(rocPoint([wrong], 0.5)).toMatchObject({ detected: 0, falseAlarmsPerWeek: 14 });
  expect(areaUnderCurve([scored(() => 0.3)]).area).toBeCloseTo(0.5, 10);
});

test("a small study: wild readings of one person of the clinic are found, and the page tells it", () => {
  const life = lives(43, 1, 1).find(({ member }) => member.kind.startsWith("type 2"))!;
  const prepared = prepareFor(life, false);
  const { faults, toldFalsely } = followLife(life, prepared, ["wild reading"]);
  const [wild] = faults as [(typeof faults)[number]];
  const { twin, rule, watched, unwatched, faultless } = wild;
  expect(twin.episodes.length).toBeGreaterThan(0);
  expect(areaUnderCurve([twin]).area).toBeGreaterThan(0.8);
  expect(rocPoint([twin], 0.5).falseAlarmsPerWeek).toBeLessThan(10);
  expect(watched.squares).toBeLessThan(unwatched.squares * 1.05);
  expect(faultless.count).toBe(watched.count);
  const study = { kind: wild.kind, design: "x", twins: [twin], rules: [rule], watched, unwatched, faultless };
  const text = page([study], [{ design: "x", days: 1, told: [toldFalsely] }], "a command");
  expect(text).toMatch(/\| wild reading \| x \| twin \| \d+ \| [01]\.\d{3}/);
  expect(text).toContain(`| x | 1 | ${(7 * toldFalsely["compression low"]).toFixed(2)} |`);
});
