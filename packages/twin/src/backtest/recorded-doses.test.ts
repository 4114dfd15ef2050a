import { readFileSync } from "node:fs";
import { needData } from "@homeostat/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recoverRecordedDoses } from "./recorded-doses.ts";

const fiveMinutes = 300_000;
const timesOf = (column: readonly number[]) => column.map((_, row) => row * fiveMinutes);

/** The column that D1NAMO's file makes of records: ramps that are zero one row before the next record. */
function smear(records: readonly { row: number; amount: number }[], length: number): number[] {
  const column = new Array<number>(length).fill(0);
  records.forEach(({ row, amount }, i) => {
    const zero = Math.max(row + 1, (records[i + 1]?.row ?? length) - 1);
    for (let at = row; at < zero; at++) column[at] = amount * (1 - (at - row) / (zero - row));
  });
  return column;
}

describe("recorded doses", () => {
  test("are the first value of each ramp, whatever the doses and the time between them", () => {
    const record = fc.record({
      after: fc.integer({ min: 1, max: 120 }),
      amount: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 12 }), (steps) => {
        let row = 0;
        const records = steps.map(({ after, amount }) => {
          row += after;
          return { row, amount };
        });
        const column = smear(records, row + 30);
        const result = recoverRecordedDoses(timesOf(column), column);
        const expected = records.map((one) => ({ at: one.row * fiveMinutes, amount: one.amount }));
        // Two records in neighbouring rows of which the second continues the fall of the first look like one.
        fc.pre(records.every((one, i) => i === 0 || one.row > records[i - 1]!.row + 1));
        expect(result).toEqual({ recovered: true, doses: expected });
      }),
    );
  });

  test("cannot be told from a column that stands still", () => {
    const column = [625, 625, 625];
    expect(recoverRecordedDoses(timesOf(column), column)).toEqual({
      recovered: false,
      why: "never zero",
      row: 0,
    });
    const plateau = [0, 4, 4, 0];
    expect(recoverRecordedDoses(timesOf(plateau), plateau)).toMatchObject({
      why: "not a chain of ramps",
      row: 1,
    });
  });

  test("of a record in the row after another are kept apart", () => {
    const column = [357, 866, 0, 190, 95, 0];
    expect(recoverRecordedDoses(timesOf(column), column)).toEqual({
      recovered: true,
      doses: [
        { at: 0, amount: 357 },
        { at: fiveMinutes, amount: 866 },
        { at: 3 * fiveMinutes, amount: 190 },
      ],
    });
  });
});

/** Columns of the real file by person: 3 fast insulin, 4 slow insulin, 5 calories. */
function columnOf(path: string, person: string, at: number): { times: number[]; column: number[] } {
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .map((line) => line.split(","))
    .filter(([id]) => id === person);
  return {
    times: rows.map((cells) => Date.parse(`${cells[1]!.replace(" ", "T")}Z`)),
    column: rows.map((cells) => Number(cells[at])),
  };
}

describe("D1NAMO as GlucoBench has it", () => {
  const recover = (path: string, person: number, at: number) => {
    const { times, column } = columnOf(path, `${person}.0`, at);
    return recoverRecordedDoses(times, column);
  };

  test("insulin of all nine people gives back doses in halves and tenths of a unit", (context) => {
    const path = needData(context, "glucobench", "Dubosson_processed_with_covariates.csv");
    const counts = [3, 4].map((at) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((person) => {
        const result = recover(path, person, at);
        if (!result.recovered) return result.why;
        for (const { amount } of result.doses) expect(amount).toBeCloseTo(Math.round(amount * 10) / 10, 9);
        return result.doses.length;
      }),
    );
    expect(counts).toEqual([
      [16, 10, 1, 8, 7, 8, 14, 18, 1],
      [3, 2, 0, 3, 0, 0, 0, 0, 0],
    ]);
  });

  test("calories of two people were filled with one number and give nothing back", (context) => {
    const path = needData(context, "glucobench", "Dubosson_processed_with_covariates.csv");
    expect(recover(path, 1, 5)).toMatchObject({ recovered: true, doses: { length: 24 } });
    for (const person of [5, 9]) expect(recover(path, person, 5)).toMatchObject({ why: "never zero" });
  });
});
