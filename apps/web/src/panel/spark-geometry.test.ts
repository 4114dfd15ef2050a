import { describe, expect, it } from "vitest";
import { spark } from "./spark-geometry.ts";

const box = { width: 106, height: 46 };
const min = 60_000;

describe("spark", () => {
  it("spans the box in time and the fixed scale in height", () => {
    const { path, dots, last } = spark([[0, 40]], [[10 * min, 300]], box);
    expect(path).toBe("M3 43");
    expect(dots).toEqual([{ x: 103, y: 3 }]);
    expect(last).toEqual({ x: 3, y: 43 });
  });
  it("breaks the line where nothing was measured", () => {
    const { path } = spark(
      [
        [0, 100],
        [5 * min, 100],
        [60 * min, 100],
      ],
      [],
      box,
    );
    expect(path.match(/M/g)?.length).toBe(2);
  });
  it("clamps what is off the scale, and draws nothing from nothing", () => {
    expect(spark([[0, 900]], [], box).last?.y).toBe(3);
    expect(spark([], [], box).path).toBe("");
  });
});
