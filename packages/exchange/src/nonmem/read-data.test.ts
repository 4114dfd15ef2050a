import { expect, test } from "vitest";
import { fitModel } from "./fit-model.ts";
import { readData } from "./read-data.ts";
import { readModelFile } from "./read-model-file.ts";

const fit = fitModel(
  readModelFile(
    JSON.stringify({
      structure: "1-compartment oral",
      covariates: { WT: {}, SEX: { column: "sex", codes: { male: 1, female: 0 } } },
      parameters: { CL: { typical: 4, times: "WT/70*(1 + SEX)", eta: "ETA1" }, V: 70, KA: 1 },
      omega: { ETA1: 0.2 },
      observations: [
        { when: { DVID: "cp" }, error: { proportional: { sd: 0.1 } }, lloq: 0.5 },
        { when: { DVID: 2 }, error: { logAdditive: { sd: 0.1 }, dv: "natural" } },
      ],
      data: { columns: { DV: "conc" }, ignore: [{ C: "X" }] },
    }),
    "M.json",
  ),
);
const header = "C,id,time,amt,rate,ii,addl,ss,cmt,evid,mdv,conc,cens,dvid,wt,sex";
const read = (...rows: string[]) => readData([header, ...rows].join("\r\n"), "D.csv", fit);

test("doses, observations, covariates that are carried along, comments and rows left out", () => {
  const [one, two] = read(
    "# made by hand",
    ".,A,0,100,0,24,6,1,,1,1,.,.,.,.,male",
    "C,A,1,.,.,.,.,.,.,0,0,8,.,cp,80,.",
    "X,A,1,.,.,.,.,.,.,0,0,8,.,cp,80,.",
    ".,A,1,.,.,.,.,.,2,0,100,8,.,cp,80,.",
    ".,A,1,7,.,.,.,.,2,1,101,8,.,cp,80,.",
    '.,A,2,.,.,.,.,.,2,0,0,"7.5",.,cp,80,.',
    ".,A,2,.,.,.,.,.,2,0,0,0.3,0,cp,.,.",
    ".,A,2,.,.,.,.,.,2,0,0,1,-1,2,90,.",
    "",
    ".,B,0,50,-2,.,.,.,2,4,.,.,.,.,60,female",
  );
  expect(one!.records.map(({ inputs }) => [...inputs])).toEqual([
    [80, 1],
    [80, 1],
    [80, 1],
    [90, 1],
  ]);
  expect(one!.records[0]!.dose).toEqual({
    state: 0,
    amount: 100,
    rate: "at once",
    interval: 24,
    additional: 6,
    steadyState: "replaces",
  });
  expect(one!.measurements).toEqual([
    { record: 1, of: 0, value: 7.5, limit: "none" },
    { record: 2, of: 0, value: 0.5, limit: "below" },
    { record: 3, of: 1, value: 0, limit: "above" },
  ]);
  expect(two).toMatchObject({ id: "B", measurements: [] });
  expect(two!.records[0]).toMatchObject({ reset: true, dose: { state: 1, rate: "modelled duration" } });
});

const dose = ".,A,0,100,0,0,0,0,1,1,1,.,.,.,70,male";
test.for([
  [[], "HS1630", {}],
  [[".,A,0"], "HS1631", { line: 2 }],
  [[dose.replace("A,0", "A,8:75")], "HS1634", { line: 2, column: 5 }],
  [[dose.replace("A,0", "A,8h")], "HS1633", { line: 2, column: 5 }],
  [[dose.replace("male", "other")], "HS1633", { line: 2, column: 34 }],
  [[dose.replace("100", "-1")], "HS1634", { line: 2, column: 7 }],
  [[dose.replace("100", "0")], "HS1634", { line: 2, column: 7 }],
  [[dose.replace("100,0", "100,-3")], "HS1634", { line: 2, column: 11 }],
  [[dose.replace("0,0,0,0,1", "0,0,3,0,1")], "HS1634", { line: 2, column: 13 }],
  [[dose.replace("0,0,0,0,1,1", "0,0,0,4,1,1")], "HS1634", { line: 2, column: 17 }],
  [[dose.replace("0,1,1,1", "0,3,1,1")], "HS1634", { line: 2, column: 19 }],
  [[dose.replace("0,1,1,1", "0,-2,2,1")], "HS1634", { line: 2, column: 19 }],
  [[dose.replace("0,1,1,1", "0,1,7,1")], "HS1634", { line: 2, column: 21 }],
  [[dose, dose.replace("A,0", "A,-1")], "HS1634", { line: 3, column: 5 }],
  [[dose, dose.replace("A", "B"), dose], "HS1635", { line: 4, column: 3 }],
  [[".,A,1,.,.,.,.,.,2,0,0,5,.,3,70,male"], "HS1636", { line: 2, column: 23 }],
  [[".,A,1,.,.,.,.,.,2,0,0,.,.,2,70,male"], "HS1634", { line: 2, column: 23 }],
  [[".,A,1,.,.,.,.,.,2,0,0,0,.,2,70,male"], "HS1634", { line: 2, column: 23 }],
  [[dose.replace("70", ".")], "HS1637", { line: 2, column: 31 }],
  [[".,A,1,100,.,.,.,.,2,0,0,5,.,2,70,male"], "HS1634", { line: 2, column: 21 }],
] as const)("%j is refused by %s", ([rows, code, place]) => {
  expect(() => read(...rows)).toThrowError(
    expect.objectContaining({ code, place: expect.objectContaining({ source: "D.csv", ...place }) }),
  );
});

test("of two columns of one name neither is taken", () => {
  const twice = () => readData(`${header},conc\n${dose},9`, "D.csv", fit);
  expect(twice).toThrowError(/two of its columns are called CONC/);
});

test("times from the clock, with the day, are hours since the person's first row, in the model's unit", () => {
  const read = (unit: string, date: string, ...rows: string[]) => {
    const text = JSON.stringify({
      structure: "1-compartment iv",
      units: { time: unit },
      parameters: { CL: 4, V: 70 },
      omega: { ETA1: 0 },
      error: { additive: { sd: 1 } },
    });
    const data = [`ID,${date},TIME,AMT,DV`, ...rows].join("\n");
    const people = readData(data, "D.csv", fitModel(readModelFile(text, "M.json")));
    return people.map(({ records }) => records.map(({ time }) => time));
  };
  const night = ["1,12/31/99,22:30,100,.", "1,1/1/00,6:45,.,8", "1,1-1-2000,9.5,.,8", "2,3,-1:30,100,."];
  expect(read("h", "DATE", ...night)).toEqual([[0, 8.25, 11], [0]]);
  expect(read("min", "DAT1", "1,29.2.2024,00:00,100,.", "1,1.3.2024,0:30,.,8")).toEqual([[0, 1470]]);
  expect(read("h", "DAT2", "1,2023-02-28,12:00,100,.", "1,2023-03-01,12:00,.,8")).toEqual([[0, 24]]);
  expect(read("d", "DAT3", "1,2023 05 02,0:00,100,.".replace(/ /g, "/"), "1,2023/06/02,6:00,.,8")).toEqual([
    [0, 1.25],
  ]);
  expect(read("h", "OTHER", "1,.,8:00,100,.", "1,.,25:15,.,8")).toEqual([[0, 17.25]]);
  const refused = (...rows: string[]) => expect(() => read("h", "DATE", ...rows));
  refused("1,2/30/2024,8:00,100,.").toThrowError(/no such day/);
  refused("1,2/3,8:00,100,.").toThrowError(/month, day, year/);
  refused("1,2,8:00,100,.", "1,2,7:00,.,8").toThrowError(/goes back/);
});

test("where nothing moves, neither times nor events are needed", () => {
  const text = JSON.stringify({
    structure: "none",
    covariates: ["CONC"],
    parameters: { E0: { typical: 10, eta: "ETA1" } },
    omega: { ETA1: 0.2 },
    observations: [{ prediction: "E0 + CONC", error: { additive: { sd: 1 } } }],
  });
  const [one] = readData("ID,CONC,DV\n1,3,12\n1,7,18", "D.csv", fitModel(readModelFile(text, "M.json")));
  expect(one!.records.map(({ time, inputs }) => [time, ...inputs])).toEqual([
    [0, 3],
    [0, 7],
  ]);
  expect(one!.measurements).toHaveLength(2);
});

test("a table as NONMEM writes it; an ID is one number however it is written", () => {
  const text = JSON.stringify({
    structure: "1-compartment iv",
    parameters: { CL: 4, V: 70 },
    omega: { ETA1: 0 },
    error: { additive: { sd: 1 } },
  });
  const head = " ID          TIME        AMT         DV";
  const rows = [" 1.0000E+00  0.0000E+00  1.0D2  0", " 1  2.0000E+00  0.0000E+00  8.0000E+00"];
  const table = ["TABLE NO.  1", head, rows[0], "TABLE NO.  1", head, rows[1]].join("\n");
  const [one, ...others] = readData(table, "D.tab", fitModel(readModelFile(text, "M.json")));
  expect(others).toEqual([]);
  expect(one!.records[0]!.dose!.amount).toBe(100);
  expect(one!.measurements).toEqual([{ record: 1, of: 0, value: 8, limit: "none" }]);
});

test("a missing column, and a file without names", () => {
  expect(() => readData("ID,TIME\n1,2", "D.csv", fit)).toThrowError(
    expect.objectContaining({ code: "HS1632" }),
  );
  expect(() => readData("ID;TIME;DV\n1;2;3", "D.csv", fit)).toThrowError(
    expect.objectContaining({ code: "HS1630", place: { source: "D.csv", line: 1 } }),
  );
  expect(() => readData("1,2,3\n1,2,3", "D.csv", fit)).toThrowError(
    expect.objectContaining({ code: "HS1630" }),
  );
});

test("cells between blanks, where the header has no comma", () => {
  const plain = fitModel(
    readModelFile(
      JSON.stringify({
        structure: "1-compartment iv",
        parameters: { CL: { typical: 4, eta: "ETA1" }, V: 70 },
        omega: { ETA1: 0.2 },
        error: { additive: { sd: 1 } },
      }),
      "M.json",
    ),
  );
  const [one] = readData("ID TIME  AMT DV\n 1 0 100 .\n 1  2 . 3.5 \n", "D.dat", plain);
  expect(one!.records[0]!.dose?.amount).toBe(100);
  expect(one!.measurements).toEqual([{ record: 1, of: 0, value: 3.5, limit: "none" }]);
});

const shared = {
  structure: "1-compartment iv",
  parameters: { CL: { typical: 4, eta: "ETA1" }, V: 70 },
  omega: { ETA1: 0.2 },
  sigma: { EPS1: 0.1, EPS2: 0.2 },
  observations: [
    { when: { DVID: 1 }, error: { eps: { EPS1: "prediction", EPS2: 1 } }, lloq: 1 },
    { when: { DVID: 2 }, error: { additive: { sd: 1 } } },
    { when: { DVID: 3 }, likelihood: "0.3 + 0*DV" },
  ],
};
const sharedFit = (changes: object = {}) =>
  fitModel(readModelFile(JSON.stringify({ ...shared, ...changes }), "M.json"));

test("rows that stand together with one L2 share their effects; limits and other errors stand alone", () => {
  const rows = ["1,0,8,1,1", "1,0,9,1,1", "1,1,0.5,1,1", "1,1,7,2,1", "1,2,6,1,2", "1,3,5,1,1"];
  const [one] = readData(["ID,TIME,DV,DVID,L2", ...rows].join("\n"), "D.csv", sharedFit());
  expect(one!.measurements.map(({ group }) => group)).toEqual([0, 0, undefined, undefined, 1, 2]);
});

test("two rows of one kind in one L2, whose residuals would be the same, are refused", () => {
  const rows = "ID,TIME,DV,DVID,L2\n1,0,8,2,1\n1,1,9,2,2\n1,1,9,2,2";
  expect(() => readData(rows, "D.csv", sharedFit())).toThrowError(
    expect.objectContaining({ code: "HS1638", place: { source: "D.csv", line: 4, column: 9 } }),
  );
});

test.each([
  ["1,0,8,3,1", "its likelihood"],
  ["1,0,0.2,1,1", "a limit"],
])("the first-order method refuses %s, known by %s", (row, how) => {
  const text = `ID,TIME,DV,DVID,L2\n${row}`;
  expect(() => readData(text, "D.csv", sharedFit({ method: "fo" }))).toThrowError(
    expect.objectContaining({
      code: "HS1619",
      details: { how },
      place: expect.objectContaining({ line: 2 }),
    }),
  );
});

test.each([
  [{ accept: [{ STUDY: 1 }, { AGE: { atMost: 40 } }] }, [0, 1, 2]],
  [{ accept: [{ STUDY: 1, AGE: { atLeast: 40 } }] }, [0]],
  [{ ignore: [{ STUDY: { not: 1 } }] }, [0, 1]],
  [{ accept: [{ STUDY: { not: "2" } }], ignore: [{ AGE: { below: 40 } }] }, [0, 3]],
  [{ ignore: [{ AGE: "." }, { AGE: { above: 40 } }] }, [1, 2]],
])("%j keeps rows %j", (data, kept) => {
  const text = "ID,TIME,DV,STUDY,AGE\n1,0,9,1,5D1\n1,1,9,1,30\n1,2,9,2,40\n1,3,9,.,.";
  const changes = { sigma: undefined, observations: undefined, error: { additive: { sd: 1 } }, data };
  const [one] = readData(text, "D.csv", sharedFit(changes));
  expect(one!.records.map(({ time }) => time)).toEqual(kept);
});

test("an empty covariate is what missing says, else the person's last or next value", () => {
  const text = "ID,TIME,DV,DVID,WT,AGE\n1,0,9,1,.,.\n1,1,9,1,60,40\n1,2,9,1,.,.";
  const [one] = readData(text, "D.csv", sharedFit({ covariates: { WT: { missing: 0 }, AGE: {} } }));
  // A likelihood reads DV of its row, last.
  expect(one!.records.map(({ inputs }) => [...inputs])).toEqual([
    [0, 40, 9],
    [60, 40, 9],
    [0, 40, 9],
  ]);
});
