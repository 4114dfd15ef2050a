import { describe, expect, it } from "vitest";
import { minute } from "../format/time.ts";
import {
  added,
  changed,
  changesOf,
  cleared,
  draftOf,
  letGo,
  moved,
  removed,
  replacedBy,
  undone,
} from "./draft.ts";
import { amountOf, started, withAmount } from "./kinds.ts";

const meal = started("meal", 0);
const bolus = started("bolus", 5 * minute);

describe("a draft", () => {
  it("remembers each step and goes back one by one", () => {
    const two = added(added(draftOf([]), meal), bolus);
    expect(changesOf(two.trials)).toEqual([meal, bolus]);
    expect(changesOf(undone(two).trials)).toEqual([meal]);
    expect(changesOf(undone(undone(undone(two))).trials)).toEqual([]);
    expect(changesOf(undone(removed(two, 0)).trials)).toEqual([meal, bolus]);
    expect(changesOf(undone(cleared(two)).trials)).toEqual([meal, bolus]);
  });
  it("remembers a whole drag as one step", () => {
    let draft = draftOf([meal]);
    for (const amount of [50, 60, 70]) draft = moved(draft, 0, withAmount(meal, amount));
    draft = letGo(draft);
    expect(amountOf(changesOf(draft.trials)[0] ?? meal)).toBe(70);
    expect(changesOf(undone(draft).trials)).toEqual([meal]);
    expect(letGo(undone(draft)).before.length).toBe(0);
  });
  it("gives new names to what is put down later", () => {
    const draft = replacedBy(removed(added(draftOf([meal]), bolus), 0), [meal]);
    expect(new Set([...draft.trials.map(({ id }) => id), 0, 1]).size).toBe(3);
    expect(changesOf(changed(draft, 2, bolus).trials)).toEqual([bolus]);
  });
});
