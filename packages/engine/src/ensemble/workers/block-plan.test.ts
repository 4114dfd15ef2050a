import { expect, it } from "vitest";
import { blockAt, blockPlan } from "./block-plan.ts";

const cut = (members: number, numbers: number, size?: number) => {
  const plan = blockPlan(members, numbers, size);
  return Array.from({ length: plan.count }, (_, block) => blockAt(plan, block));
};

it.each([1, 15, 16, 17, 200, 1023, 10_000])("cuts %i members whole, in order", (members) => {
  let next = 0;
  for (const { first, count } of cut(members, 289)) {
    expect(first).toBe(next);
    expect(count).toBeGreaterThan(0);
    next += count;
  }
  expect(next).toBe(members);
});

it("ends with small blocks, so that no worker waits long for another", () => {
  const counts = cut(10_000, 289).map(({ count }) => count);
  expect(counts[0]).toBe(160);
  expect(counts.at(-1)).toBeLessThanOrEqual(16);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts.length).toBeLessThan(80);
});

it("bounds the numbers in a block", () => {
  for (const { count } of cut(10_000, 100_000)) expect(count).toBeLessThanOrEqual(10);
});

it("keeps a size that is given to the end", () => {
  expect(cut(10, 1, 4).map(({ count }) => count)).toEqual([4, 4, 2]);
});
