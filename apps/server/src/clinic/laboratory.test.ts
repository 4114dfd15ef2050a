/** CKD-EPI 2021 (Inker 2021), vectors computed from the published equation; ADAG (Nathan 2008): 154 mg/dL is 7.0 %. */
import { expect, test } from "vitest";
import { egfr, hba1cDrafts, hba1cOf } from "./laboratory.ts";

test.for([
  [1, 50, "male", 91.69],
  [1, 50, "female", 68.63],
  [2, 70, "male", 35.24],
  [0.6, 30, "female", 123.76],
] as const)("creatinine %d mg/dL at %d, %s: %d", ([creatinine, age, sex, expected]) => {
  expect(egfr(creatinine, age, sex)).toBeCloseTo(expected, 2);
});

test("HbA1c of 154 mg/dL is 7.0 %", () => {
  expect(hba1cOf(154)).toBeCloseTo(7, 1);
});

test("HbA1c comes after two weeks and each quarter, once", () => {
  const day = 86_400_000;
  const tally = { sum: 1540, count: 10 };
  const days = [0, 13, 14, 15, 103, 104, 105, 194];
  const given = days.filter((one) => hba1cDrafts(0, one * day, tally).length > 0);
  expect(given).toEqual([14, 104, 194]);
  expect(hba1cDrafts(0, 14 * day + 300_000, tally)).toEqual([]);
});
