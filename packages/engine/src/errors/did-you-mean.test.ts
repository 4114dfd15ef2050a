import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "./did-you-mean.ts";

describe("did you mean", () => {
  it.each([
    ["glucos", "glucose"],
    ["gluocse", "glucose"],
    ["Glucose", "glucose"],
    ["insulim", "insulin"],
    ["g", "G"],
  ])("%s → %s", (word, expected) => {
    expect(nearest(word, ["insulin", "glucose", "G", "carbohydrate"])).toBe(expected);
  });

  it("keeps silent where nothing is near, and lists what there is", () => {
    expect(nearest("heart", ["insulin", "glucose"])).toBeUndefined();
    expect(nearest("x", ["y", "z"])).toBeUndefined();
    expect(didYouMean("heart", ["insulin", "glucose"])).toBe("Known: insulin, glucose.");
    expect(didYouMean("heart", [])).toBe("There is none.");
  });
});
