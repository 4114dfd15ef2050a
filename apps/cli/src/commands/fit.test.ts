import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Console } from "../output/console.ts";
import { type FitOptions, fit } from "./fit.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-fit-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const model = {
  structure: "1-compartment iv",
  parameters: { CL: { typical: 4, eta: "ETA1" }, V: { typical: 70, eta: "ETA2" } },
  omega: { ETA1: 0.2, ETA2: 0 },
  error: { additive: { sd: 0.1 } },
};

function run(data: string, changes: object = {}, options: Partial<FitOptions> = {}) {
  const said = { json: [] as unknown[], lines: [] as string[] };
  const console: Console = {
    json: (value) => void said.json.push(value),
    line: (text) => void said.lines.push(text),
    note: () => {},
    progress: () => ({ update: () => {}, stop: () => {} }),
  };
  const [modelPath, dataPath] = [join(folder, "MODEL.json"), join(folder, "DATA.csv")];
  writeFileSync(modelPath, JSON.stringify({ ...model, ...changes }));
  writeFileSync(dataPath, data);
  fit(modelPath, { data: dataPath, json: true, ...options }, console);
  const again = () => fit(modelPath, { data: dataPath, ...options }, console);
  return { ...said, again };
}

const data = "ID,TIME,EVID,AMT,DV\n7,0,1,700,.\n7,12,0,0,4\nJane,0,1,700,.\n";

interface Sampled {
  readonly sampler: string;
  readonly summary: Readonly<Record<string, { mean: number; sd: number; error: { mean: number } }>>;
  readonly draws: Readonly<Record<string, readonly number[]>>;
  readonly complaints: readonly unknown[];
  readonly divergences: number;
}

interface Advised {
  readonly unidentified: readonly unknown[];
  readonly measureNext: readonly {
    readonly time: number;
    readonly gain: number;
    readonly shrinks: Readonly<Record<string, number>>;
  }[];
}

test("one JSON value with the promised fields; a person without data stays typical", () => {
  const { json, lines, again } = run(data);
  expect(json).toHaveLength(1);
  const { subjects } = json[0] as { subjects: Record<string, unknown>[] };
  expect(Object.keys(json[0] as object)).toEqual(["subjects"]);
  expect(subjects.map(({ id }) => id)).toEqual([7, "Jane"]);
  expect(subjects[1]).toMatchObject({
    eta: { ETA1: 0, ETA2: 0 },
    objective: expect.closeTo(0, 10),
    learned: { ETA1: expect.closeTo(0, 12) },
  });
  const [jane] = subjects;
  const { ETA1 } = jane!.eta as { ETA1: number };
  // 10·exp(-4·12/70·exp(η)) = 4 at η = 0.29; the prior of variance 0.2 hardly pulls against an error of 0.1.
  expect(ETA1).toBeCloseTo(Math.log(Math.log(2.5) / (48 / 70)), 2);
  again();
  expect(lines[0]).toMatch(/^id +ETA1 +ETA2 +objective +plausibility +converged\n7 /);
});

test("a logarithm of a level of 0 is refused with the person and the time", () => {
  const changes = { error: { logAdditive: { sd: 0.1 }, dv: "natural" } };
  expect(() => run("ID,TIME,EVID,AMT,DV\n7,0,0,0,4\n7,1,1,700,.\n", changes)).toThrowError(
    expect.objectContaining({ code: "HS1652", details: expect.objectContaining({ id: "7", time: 0 }) }),
  );
});

test("--sample draws from each person's posterior, with summaries and what speaks against them", () => {
  const { json, lines, again } = run(data, {}, { sample: "nuts", draws: "300", warmUp: "300", seed: "3" });
  const { subjects } = json[0] as { subjects: { sample: Sampled; eta: { ETA1: number } }[] };
  const [seven, jane] = subjects as [(typeof subjects)[0], (typeof subjects)[0]];
  const { summary, draws, complaints, sampler, divergences } = seven.sample;
  expect({ sampler, complaints, divergences }).toEqual({ sampler: "nuts", complaints: [], divergences: 0 });
  expect(draws.ETA1).toHaveLength(1200);
  // An error of 0.1 against a slope of 1.1 at this time: the posterior is nearly normal, of sd 0.027 around the mode.
  expect(Math.abs(summary.ETA1!.mean - seven.eta.ETA1)).toBeLessThan(4 * summary.ETA1!.error.mean + 0.002);
  expect(summary.ETA1!.sd).toBeCloseTo(0.027, 2);
  expect(jane.sample.summary.ETA1!.sd).toBeCloseTo(Math.sqrt(0.2), 1);
  again();
  expect(lines[0]).toMatch(/ID 7\neffect +mean +sd +5 % +95 % +R̂ +worth\nETA1 /);
  expect(() => run(data, {}, { sample: "nuts", draws: "few" })).toThrowError(
    expect.objectContaining({ code: "HS6009" }),
  );
});

test("what mode and covariance do not tell is told by quantiles, which --sample auto leaves at that", () => {
  // Of 10 hardly anything is gone: clearance may be small, or as small as one likes. Without data it is the prior.
  const { json } = run(
    data.replace("12,0,0,4", "12,0,0,9"),
    { error: { additive: { sd: 1 } }, omega: { ETA1: 2, ETA2: 0 } },
    { sample: "auto", draws: "50", warmUp: "50" },
  );
  const [seven, jane] = (json[0] as { subjects: readonly Judged[] }).subjects;
  expect(["skewed", "draws"]).toContain(seven!.normal.enough);
  expect(seven!.normal.distance.ETA1).toBeGreaterThan(0.05);
  expect(seven!.findings.map(({ text }) => text).join(" ")).toMatch(/off its quantiles/);
  const { q05, q50, q95 } = seven!.posterior!.ETA1!;
  expect(q50! - q05!).toBeGreaterThan(1.3 * (q95! - q50!));
  expect(seven!.sample).toBeUndefined();
  expect(jane!.normal.enough).toBe("normal");
  expect(jane!.posterior!.ETA1!.q95).toBeCloseTo(Math.SQRT2 * 1.645, 2);
  expect(jane!.sample).toBeUndefined();
});

interface Judged {
  readonly normal: { readonly enough: string; readonly distance: Record<string, number> };
  readonly posterior?: Record<string, Record<string, number>>;
  readonly findings: readonly { readonly text: string }[];
  readonly sample?: Sampled;
}

test("what the data leave open is named, and the time that would tell most comes first", () => {
  const changes = { omega: { ETA1: 0.2, ETA2: 0.2 } };
  const { json } = run(data, changes, { measureAt: "1,6,40" });
  const { subjects } = json[0] as { subjects: Advised[] };
  const [seven, jane] = subjects as [Advised, Advised];
  expect(seven.measureNext.map(({ time }) => time)[0]).toBe(1);
  expect(jane.unidentified).toEqual([
    { name: "ETA1", learned: expect.closeTo(0, 9) },
    { name: "ETA2", learned: expect.closeTo(0, 9) },
  ]);
  for (const { gain, shrinks } of seven.measureNext) {
    expect(gain).toBeGreaterThan(0);
    expect(shrinks.ETA2).toBeLessThan(1);
  }
  expect(() => run(data, changes, { measureAt: "soon" })).toThrowError(
    expect.objectContaining({ code: "HS6015" }),
  );
});

interface Subject {
  readonly id: number | string;
  readonly eta: Record<string, number>;
  readonly widen: number;
  readonly plausibility: number;
  readonly findings: readonly { kind: string; text: string }[];
  readonly observations: readonly { taught: Record<string, number>; npde?: number }[];
}
const subjectsOf = (said: { json: unknown[] }) => (said.json[0] as { subjects: Subject[] }).subjects;
const kinds = ({ findings }: Subject) => findings.map(({ kind }) => kind);

test("what contradicts the model, teaches nothing, or is missing is said, with the cure", () => {
  const oral = {
    structure: "1-compartment oral",
    parameters: { ...model.parameters, KA: { typical: 1, eta: "ETA3" } },
    omega: { ETA1: 0.2, ETA2: 0.2, ETA3: 0.2 },
    error: { proportional: { sd: 0.1 } },
  };
  const dose = (id: string) => `${id},0,1,700,.`;
  const rows = [
    dose("late"),
    "late,30,0,.,1.7",
    "late,40,0,.,1.1",
    dose("units"),
    "units,12,0,.,4000",
    "units,24,0,.,2100",
    dose("none"),
  ];
  const [late, units, none] = subjectsOf(run(`ID,TIME,EVID,AMT,DV\n${rows.join("\n")}\n`, oral));
  expect(kinds(late!)).toEqual(["not learned", "not normal"]);
  expect(late!.findings[0]!.text).toMatch(
    /next to nothing about ETA3: a measurement at time 1\.?\d* would take away \d+/,
  );
  expect(kinds(units!)).toContain("contradiction");
  expect(units!.findings.map(({ text }) => text).join(" ")).toMatch(/check units/);
  expect(units!.widen).toBeGreaterThan(3);
  expect(kinds(none!)).toEqual(["no data"]);
  const taught = late!.observations.map((one) => one.taught.ETA1!);
  expect(taught[0]).toBeGreaterThan(0.1);
});

const many = (values: (i: number) => string, count: number) =>
  ["ID,TIME,EVID,AMT,DV", "1,0,1,700,.", ...Array.from({ length: count }, (_, i) => values(i))].join("\n");

test("values that are all the same, or measured twice, are honest data", () => {
  const same = subjectsOf(run(many((i) => `1,${12 + i},0,.,4`, 10)))[0]!;
  expect(kinds(same)).toContain("contradiction");
  const once = run("ID,TIME,EVID,AMT,DV\n1,0,1,700,.\n1,12,0,.,4\n");
  const twice = run("ID,TIME,EVID,AMT,DV\n1,0,1,700,.\n1,12,0,.,4\n1,12,0,.,4\n");
  const spread = (said: { json: unknown[] }) =>
    (said.json[0] as { subjects: { covariance: Record<string, Record<string, number>> }[] }).subjects[0]!
      .covariance.ETA1!.ETA1!;
  expect(spread(twice)).toBeLessThan(spread(once));
});

test("a level below 0, or of 0, is told where an error in shares cannot give it, and not called plausible", () => {
  const rows =
    "ID,TIME,EVID,AMT,DV\nA,0,0,.,0\nA,0,1,700,.\nA,12,0,.,-1\nA,24,0,.,2\nB,0,1,700,.\nB,12,0,.,0\n";
  const shares = run(rows, { error: { proportional: { sd: 0.6 } } });
  const [a, b] = subjectsOf(shares);
  // Before the dose nothing is expected, and 0 is right.
  expect(kinds(a!).filter((kind) => kind === "impossible")).toHaveLength(1);
  expect(a!.findings[0]!.text).toMatch(
    /^-1 at time 12 cannot be measured where .*CENS 1, .* additive part\.$/,
  );
  expect(kinds(b!)).toContain("impossible");
  expect([a!.plausibility, b!.plausibility]).toEqual([0, 0]);
  shares.again();
  expect(shares.lines[0]).toMatch(/\nA: -1 at time 12 cannot be measured/);
  const [mixed] = subjectsOf(run(rows, { error: { proportional: { sd: 0.6 }, additive: { sd: 1 } } }));
  expect(kinds(mixed!)).not.toContain("impossible");
  expect(mixed!.plausibility).toBeGreaterThan(0.001);
});

test("one level in a year leaves the person as the population has them, and says so", () => {
  const [subject] = subjectsOf(run("ID,TIME,EVID,AMT,DV\n1,0,1,700,.\n1,8760,0,.,0\n"));
  expect(kinds(subject!)).toEqual(["not learned"]);
  expect(Math.abs(subject!.eta.ETA1!)).toBeLessThan(0.05);
});

test.for([
  ["ID,TIME,AMT\n1,0,700\n", "HS1632"],
  ["ID,TIME,EVID,AMT,DV\n1,5,1,700,.\n1,2,0,.,4\n", "HS1634"],
  ["ID,TIME,EVID,AMT,DV\n1,0,1,700,.\n2,0,1,700,.\n1,2,0,.,4\n", "HS1635"],
  ["ID,TIME,EVID,AMT,DV\n1,0,1,700 mg,.\n", "HS1633"],
  ["ID,TIME,EVID,AMT,DV\n1,8.30pm,1,700,.\n", "HS1633"],
  ["", "HS1630"],
] as const)("%j is refused by %s", ([data, code]) => {
  expect(() => run(data)).toThrowError(expect.objectContaining({ code }));
});

test("tops of a posterior with two: each with NONMEM's objective there", () => {
  const changes = {
    structure: "none",
    parameters: { X: "ETA1^2 + 0.05*ETA1" },
    omega: { ETA1: 1 },
    error: undefined,
    observations: [{ prediction: "X", error: { additive: { variance: 0.1 } } }],
  };
  interface Top {
    readonly eta: { readonly ETA1: number };
    readonly objective: number;
  }
  const { json } = run("ID,DV\n1,1\n", changes);
  const [one] = (json[0] as { subjects: (Top & { otherModes: Top[] })[] }).subjects;
  expect(one!.otherModes).toHaveLength(1);
  for (const { eta, objective } of [one!, ...one!.otherModes]) {
    const x = eta.ETA1;
    const [off, slope] = [1 - (x * x + 0.05 * x), 2 * x + 0.05];
    expect(objective).toBeCloseTo(Math.log(0.1) + off ** 2 / 0.1 + x * x + Math.log(1 + slope ** 2 / 0.1), 8);
  }
});

test("a population that is saved is the prior of the next person; both methods agree", () => {
  const person = (id: number, clearance: number) =>
    [2, 8, 20].map(
      (time) =>
        `${id},${time},0,.,${(10 * Math.exp((-clearance / 70) * time) + 0.1 * Math.cos(id * time)).toFixed(3)}`,
    );
  const rows = [3, 3.6, 4.1, 4.4, 5, 5.8, 6.5, 7.1].flatMap((clearance, i) => [
    `${i},0,1,700,.`,
    ...person(i, clearance),
  ]);
  const data = `ID,TIME,EVID,AMT,DV\n${rows.join("\n")}\n`;
  const saved = join(folder, "CLINIC.json");
  const changes = { fixed: ["typical_V"], parameters: { ...model.parameters, V: 70 } };
  const said = (["focei", "saem"] as const).map((method) =>
    run(data, changes, { population: true, method, save: saved }),
  );
  const [first, second] = said.map(
    ({ json }) =>
      (
        json[0] as {
          population: { parameters: Record<string, number>; standardErrors: Record<string, number> };
        }
      ).population,
  );
  expect(first!.parameters.typical_CL).toBeCloseTo(4.8, 0);
  expect(Math.abs(second!.parameters.typical_CL! / first!.parameters.typical_CL! - 1)).toBeLessThan(0.03);
  expect(first!.standardErrors.typical_CL! / first!.parameters.typical_CL!).toBeCloseTo(0.1, 1);
  const clinic = JSON.parse(readFileSync(saved, "utf8"));
  expect(clinic.parameters.CL.typical).toBe(second!.parameters.typical_CL);
  const [next] = subjectsOf(run("ID,TIME,EVID,AMT,DV\n9,0,1,700,.\n9,8,0,.,5.6\n", clinic, { npde: "50" }));
  expect(Math.abs(next!.eta.ETA1!)).toBeLessThan(1);
  expect(Number.isFinite(next!.observations[0]!.npde)).toBe(true);
});

test.each([{ population: true }, { sample: "nuts" as const }])(
  "%j refuses a mixture, with the place",
  (options) => {
    expect(() => run(data, { mixture: [0.5, 0.5] }, options)).toThrowError(
      expect.objectContaining({ code: "HS1618", place: expect.objectContaining({ path: "mixture" }) }),
    );
  },
);

test("a likelihood has no residual, and no measurement of its kind is advised", () => {
  const observations = [{ likelihood: "exp(-CL*DV/20)*CL/20" }];
  const { json } = run(data, { error: undefined, observations, method: "laplace" });
  const [person] = (json[0] as { subjects: (Advised & Record<string, unknown>)[] }).subjects;
  expect(person).toMatchObject({ converged: true, measureNext: [], plausibility: 1 });
  expect(JSON.parse(JSON.stringify(person!.observations))).toMatchObject([
    { time: 12, value: 4, pred: null, ipred: null, iwres: null, cwres: null },
  ]);
});
