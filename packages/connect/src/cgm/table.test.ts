import { knownCodes } from "@homeostat/twin";
import { describe, expect, test } from "vitest";
import type { Intake } from "../intake/intake.ts";
import { DialectSurvey } from "./dialect.ts";
import { layoutOf, layouts } from "./layouts.ts";
import { layoutOrRefuse, TableReader } from "./table.ts";

const now = Date.parse("2026-11-22T08:00:00Z");

/** Reads lines of a table as the file reader would, the header being line 1. */
function read(header: string, lines: readonly string[], file = "iglu.csv") {
  const layout = layoutOrRefuse(header.split(","));
  const split = lines.map((line, index) => ({ cells: line.split(","), line: index + 2 }));
  const survey = new DialectSurvey(layout);
  split.some((row) => survey.see(row));
  const reader = new TableReader(layout, survey.dialect(), file, now);
  const rows = split.map((row) => reader.row(row));
  const items: Intake[] = [...rows.flat(), ...reader.end()];
  const observations = items.flatMap((item) => (item.kind === "observation" ? [item.observation] : []));
  const refusals = items.flatMap((item) => (item.kind === "refusal" ? [item.refusal] : []));
  const people = items.flatMap((item) => (item.kind === "person" ? [item.person] : []));
  const outcomes = items.flatMap((item) => (item.kind === "resource" ? [item.outcome] : []));
  return { observations, refusals, people, outcomes };
}

describe("a table of glucose readings", () => {
  test("a row becomes an observation; its time has no zone and says so", () => {
    const { observations, people } = read("id,time,gl", ["Subject 1,2015-06-06 16:50:27,153"]);
    expect(people).toMatchObject([{ id: "iglu-Subject-1", name: "iglu Subject 1", sex: "unknown" }]);
    expect(observations).toEqual([
      {
        key: "csv:iglu-Subject-1/2015-06-06T16:50:27.000Z@1#gl",
        subject: "iglu-Subject-1",
        code: knownCodes.cgmGlucose.code,
        value: { kind: "quantity", value: 153, unit: "mg/dL" },
        asReceived: { value: 153, unit: null },
        start: Date.parse("2015-06-06T16:50:27Z"),
        offsetMinutes: null,
        received: now,
        source: {
          system: "csv:glucobench",
          resource: "iglu, line 2",
          path: "gl (local time without zone, taken as UTC)",
        },
        quality: { status: "ok" },
      },
    ]);
  });

  test("001, 1.0 and 1 are one person across preparations of a set, but never within one file", () => {
    const subject = (file: string, id: string) =>
      read("id,time,gl", [`${id},2014-10-01 19:14:00,90`], file).people[0]!.id;
    expect(subject("x/Dubosson2018_processed.csv", "001")).toBe("dubosson2018-1");
    expect(subject("Dubosson_processed_with_covariates.csv.gz", "1.0")).toBe("dubosson2018-1");
    expect(subject("my own.csv", "1")).toBe("my-own-1");
    const { people } = read("id,time,gl", ["1,2014-10-01 19:14,90", "001,2014-10-01 19:14,90"]);
    expect(people.map(({ id }) => id)).toEqual(["iglu-1", "iglu-1~001"]);
  });

  test.each([
    ["a,2015-06-06 16:50:27,0", "HS4406", "gl"],
    ["a,2015-06-06 16:50:27,-5", "HS3007", undefined],
    ["a,2015-06-06 16:50:27,40000", "HS3007", undefined],
    ["a,2015-06-06 16:50:27,NA", "HS4403", "gl"],
    ["a,2015-06-06 16:50:27,", "HS4403", "gl"],
    ["a,06/06/2015 16:50,100", "HS4404", "time"],
    ["a,2015-02-30 16:50:27,100", "HS4404", "time"],
    ["a,2027-06-06 16:50:27,100", "HS3004", undefined],
    [",2015-06-06 16:50:27,100", "HS4409", "id"],
    ["a,2015-06-06 16:50:27", "HS4402", undefined],
    ["a,2015-06-06 16:50:00,111", "HS4405", "time"],
  ])("%s is refused as %s with its line; the rest goes on", (line, code, column) => {
    const good = ["a,2015-06-06 16:50:00,100", line, "a,2015-06-06 16:55:27,101"];
    const { observations, refusals, outcomes } = read("id,time,gl", good);
    expect(observations).toHaveLength(2);
    expect(outcomes).toEqual(["observation", "refused", "observation"]);
    expect(refusals).toMatchObject([{ code, place: { source: "iglu.csv", line: 3 } }]);
    if (column !== undefined) expect(refusals[0]!.place.path).toBe(column);
  });

  test("further columns of a plain table are left unread", () => {
    expect(layoutOrRefuse(["id", "time", "gl", "steps"])).toMatchObject({
      name: "glucobench",
      columns: { length: 4 },
    });
  });

  test.each([
    ['"",id,time,gl', "7,a,2015-06-06 16:50:27,100"],
    ["Unnamed: 0,id,time,gl", "7,a,2015-06-06 16:50:27.123,100"],
    ["Age,gl,time,id", "34,100,2015/06/06 16:50:27,a"],
    ["id,time,gl", "a,2015-06-06T16:50:27Z,100.0"],
    ["ID, Time ,GL", "a,2015-06-06 18:50:27+02:00,100"],
    ["id,time,gl", "a,6-Jun-2015 4:50:27 PM,100"],
    ["id,time,gl", "a,2015.6.6 16:50:27,100"],
    ["id,time,gl (mg/dL)", "a,2015-06-06 16:50:27,100"],
  ])("%s: row numbers, other orders and other ways to write a time are read", (header, line) => {
    const { observations } = read(header.replaceAll('"', ""), [line]);
    expect(observations).toMatchObject([
      { subject: "iglu-a", start: Date.parse("2015-06-06T16:50:27Z"), value: { value: 100 } },
    ]);
  });

  test.each([
    ["gl", "Low", { value: 40, unit: "mg/dL" }, "below"],
    ["gl", "HI", { value: 400, unit: "mg/dL" }, "above"],
    ["gl", ">500", { value: 500, unit: "mg/dL" }, "above"],
    ["gl (mmol/L)", "< 2.2", { value: expect.closeTo(39.63, 2), unit: "mg/dL" }, "below"],
    ["gl (mmol/L)", "high", { value: expect.closeTo(400, 9), unit: "mg/dL" }, "above"],
  ])("%s: %s is a bound, and what was received is kept", (column, text, value, censored) => {
    const { observations } = read(`id,time,${column}`, [`a,2015-06-06 16:50:27,${text}`]);
    expect(observations).toMatchObject([
      { value, asReceived: { value: text }, quality: { status: "suspect", code: "HS3008", censored } },
    ]);
  });

  test("readings that can only be mmol/L are read so when all of the first are such, a dozen of them at least", () => {
    const rows = (count: number, other = "5.5") =>
      Array.from({ length: count }, (_, i) => `a,2015-06-06 16:${10 + i}:00,${i === 3 ? other : "6.1"}`);
    const read12 = read("id,time,gl", rows(12));
    expect(read12.observations).toHaveLength(12);
    expect(read12.observations[0]).toMatchObject({
      value: { value: expect.closeTo(109.9, 1), unit: "mg/dL" },
      asReceived: { value: 6.1, unit: "mmol/L" },
    });
    expect(read("id,time,gl", rows(11)).refusals.map(({ code }) => code)).toEqual(Array(11).fill("HS3009"));
    expect(read("id,time,gl", rows(12, "140")).refusals).toHaveLength(11);
  });

  test.each([
    ["13/06/2015", "06/07/2015", "2015-07-06"],
    ["06/13/2015", "06/07/2015", "2015-06-07"],
    ["13.6.2015", "6.7.2015", "2015-07-06"],
  ])("a %s in the file tells that %s is %s", (clear, open, told) => {
    const { observations } = read("id,time,gl", [`a,${open} 16:50:27,100`, `a,${clear} 16:50:27,101`]);
    expect(observations[0]!.start).toBe(Date.parse(`${told}T16:50:27Z`));
  });

  test("a name that is no plain reading has its unit, and one that is told twice has none", () => {
    expect(layoutOf(["id", "time", "gl_mmol_l"])).toMatchObject({ unit: "mmol/L" });
    expect(layoutOf(["id", "time", "gl..mg.dL."])).toMatchObject({ unit: "mg/dL" });
    expect(layoutOf(["id", "time", "gl", "gl (mmol/L)"])).toBeNull();
  });

  test("two columns of one name are not guessed between", () => {
    expect(() => layoutOrRefuse(["id", "time", "gl", "gl"])).toThrow(
      expect.objectContaining({ code: "HS4401" }),
    );
  });

  test("an unknown header is refused with the layouts that are known", () => {
    expect(() => layoutOrRefuse(["id", "time", "glucose_mmol"])).toThrow(
      expect.objectContaining({ code: "HS4401", rule: expect.stringContaining("id,time,gl |") }),
    );
  });
});

describe("the D1NAMO table", () => {
  const header = layouts[1]!.columns.join(",");
  const row = (minute: number, fast: number, calories: number, rate: number) =>
    `1.0,2014-10-01 19:${String(minute).padStart(2, "0")}:00,100,${fast},0.0,${calories},1.0,2.0,${rate},20,0,0,0,37`;
  const valuesOf = (code: { readonly code: string }, lines: readonly string[]) =>
    read(header, lines, "dubosson.csv")
      .observations.filter((one) => one.code.code === code.code)
      .map(({ value, start }) => [new Date(start).getUTCMinutes(), value.kind === "quantity" && value.value]);

  test("amounts stretched to the next one are found again where they were recorded, and marked", () => {
    const fast = [0, 6, 4, 2, 0, 3, 1.5, 0, 0];
    const meals = [0, 357, 866, 0, 190, 95, 0, 42, 0];
    const lines = fast.map((dose, index) => row(index * 5, dose, meals[index]!, 60 + index));
    expect(valuesOf(knownCodes.insulinBolus.code, lines)).toEqual([
      [5, 6],
      [25, 3],
    ]);
    expect(valuesOf(knownCodes.mealEnergy.code, lines)).toEqual([
      [5, 357],
      [10, 866],
      [20, 190],
      [35, 42],
    ]);
    const { observations } = read(header, lines, "dubosson.csv");
    const bolus = observations.find(({ code }) => code.code === "insulin-bolus")!;
    expect(bolus.quality).toMatchObject({ status: "suspect", code: "HS4410" });
    expect(bolus.key).toBe("csv:dubosson2018-1/2014-10-01T19:05:00.000Z@1#fast_insulin");
  });

  test("a filled column tells no values and is refused once, with its lines", () => {
    const rates = [60, 61, 83.5, 83.5, 83.5, 83.5, 62, 62];
    const lines = rates.map((rate, index) => row(index * 5, 0, 625, rate));
    expect(valuesOf(knownCodes.heartRate.code, lines).map(([, value]) => value)).toEqual([60, 61, 62, 62]);
    expect(valuesOf(knownCodes.mealEnergy.code, lines)).toEqual([]);
    const { refusals } = read(header, lines, "dubosson.csv");
    expect(refusals.map(({ code, details }) => [code, details.column, details.from, details.to])).toEqual([
      ["HS4407", "HR", 4, 7],
      ["HS4407", "calories", 2, 9],
      ["HS4407", "BR", 2, 9],
    ]);
  });
});
