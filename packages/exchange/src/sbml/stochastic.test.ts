/**
 * SBML models whose reactions happen one by one: the first model of the SBML stochastic test suite (birth and death, Evans,
 * Gillespie & Wilkinson 2008), the same with concentrations, conversion factors, moles and assigned rates; a reversible
 * reaction in one law; large systems against their mean course; and what is refused.
 */
import { EnsembleSummariser, simulateEnsemble, simulateJumps, simulateSystem } from "@homeostat/engine";
import { describe, expect, it } from "vitest";
import { importReactions } from "./import-reactions.ts";
import { readSbml } from "./read-sbml.ts";

const [birth, death] = [0.1, 0.11];
const noFiles = () => {
  throw new Error("no other files");
};

interface Parts {
  readonly level?: "3" | "2";
  readonly size?: number;
  readonly start?: number;
  readonly substance?: boolean;
  readonly unit?: string;
  readonly more?: string;
  readonly factor?: string;
  readonly reactions?: string;
}

const math = (inner: string) => `<math xmlns="http://www.w3.org/1998/Math/MathML">${inner}</math>`;
const names = (...all: readonly string[]) => all.map((name) => `<ci>${name}</ci>`).join("");
const times = (...all: readonly string[]) => `<apply><times/>${names(...all)}</apply>`;
const reaction = (id: string, used: string, made: string, law: string, count = 1) => {
  const side = (kind: string, species: string) =>
    species === ""
      ? ""
      : `<listOf${kind}><speciesReference species="${species}" stoichiometry="${count}" constant="true"/></listOf${kind}>`;
  const sides = side("Reactants", used) + side("Products", made);
  return `<reaction id="${id}" reversible="true" fast="false">${sides}<kineticLaw>${math(law)}</kineticLaw></reaction>`;
};

/** Laws in concentrations are multiplied by the size of the compartment: the count is the same. */
function document(parts: Parts = {}) {
  const { size = 1, start = 100, substance = true, more = "", factor = "", unit = "item" } = parts;
  const law = (rate: string) => times(rate, "X", ...(substance ? [] : ["cell"]));
  const { reactions = reaction("born", "", "X", law("lambda")) + reaction("dies", "X", "", law("mu")) } =
    parts;
  return readSbml(
    `<?xml version="1.0"?><sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
    <model id="birth_death" ${factor === "" ? "" : `conversionFactor="${factor}"`} ${unit === "" ? "" : `substanceUnits="amount" extentUnits="amount"`}>
      <listOfUnitDefinitions><unitDefinition id="amount"><listOfUnits>${unit === "" || unit.startsWith("<") ? unit : `<unit kind="${unit}" exponent="1" scale="0" multiplier="1"/>`}</listOfUnits></unitDefinition></listOfUnitDefinitions>
      <listOfCompartments><compartment id="cell" size="${size}" constant="true"/></listOfCompartments>
      <listOfSpecies>
        <species id="X" compartment="cell" initialAmount="${start}" hasOnlySubstanceUnits="${substance}" boundaryCondition="false" constant="false"/>
        <species id="Y" compartment="cell" initialAmount="0" hasOnlySubstanceUnits="${substance}" boundaryCondition="false" constant="false"/>
      </listOfSpecies>
      <listOfParameters>
        <parameter id="lambda" value="${birth}" constant="true"/>
        <parameter id="mu" value="${death}" constant="true"/>
        <parameter id="two" value="2" constant="true"/>
      </listOfParameters>
      ${more}
      <listOfReactions>${reactions}</listOfReactions>
    </model></sbml>`,
    "birth-death.xml",
  );
}

const variables = [
  { name: "X", as: "amount" },
  { name: "Y", as: "amount" },
] as const;
const imported = (parts: Parts = {}, countsPerUnit?: number) =>
  importReactions(
    document(parts),
    { variables, ...(countsPerUnit === undefined ? {} : { countsPerUnit }) },
    noFiles,
  );
const course = { to: 20, every: 10 } as const;

function moments(parts: Parts, members: number, countsPerUnit?: number) {
  const summariser = new EnsembleSummariser<string>();
  const options = { ...course, members, jumps: { seed: 8 } };
  summariser.take({ first: 0, ...simulateEnsemble(imported(parts, countsPerUnit), options) });
  return summariser.summary.outputs.X!;
}

describe("birth and death", () => {
  const nanomoles = '<unit kind="mole" exponent="1" scale="-9" multiplier="1"/>';
  /** 100 molecules, in nanomoles. */
  const hundred = 100 / (6.02214076e23 * 1e-9);
  it.each([
    ["in substance units", {}, 1],
    ["in concentrations", { size: 4, substance: false }, 1],
    ["without units", { unit: "" }, 1],
    ["in nanomoles", { unit: nanomoles, start: hundred }, hundred / 100],
    [
      "in concentrations of nanomoles",
      { unit: nanomoles, start: hundred, size: 4, substance: false },
      hundred / 100,
    ],
  ] as const)("%s has its mean and variance", (_, parts, one) => {
    const members = 1000;
    const { mean, sd } = moments(parts, members);
    [1, 2].forEach((i) => {
      const by = Math.exp((birth - death) * 10 * i);
      const [mu, variance] = [100 * by, ((100 * (birth + death)) / (birth - death)) * by * (by - 1)];
      expect(Math.abs((Math.sqrt(members) * (mean[i]! / one - mu)) / Math.sqrt(variance))).toBeLessThan(3);
      expect(Math.abs(Math.sqrt(members / 2) * ((sd[i]! / one) ** 2 / variance - 1))).toBeLessThan(5);
    });
  });

  it("moves in whole counts, the same for the same seed", () => {
    const run = (seed: number) => simulateJumps(imported().system, { to: 20, every: 0.5, seed });
    const { outputs, events } = run(1);
    expect(outputs[0]!.every(Number.isInteger)).toBe(true);
    expect(events).toBeGreaterThan(100);
    expect(run(1)).toEqual(run(1));
    expect(run(2).outputs).not.toEqual(outputs);
  });

  it("makes as many as the conversion factor says of each event", () => {
    const { outputs } = simulateJumps(imported({ factor: "two" }).system, { to: 20, every: 0.5, seed: 8 });
    expect(outputs[0]!.every((count) => count % 2 === 0)).toBe(true);
    expect(new Set(outputs[0]).size).toBeGreaterThan(5);
  });
});

describe("a reversible reaction in one law", () => {
  const forth = times("lambda", "X", "cell");
  const back = times("mu", "Y", "cell");
  const apart =
    reaction("forth", "X", "Y", times("lambda", "X")) + reaction("back", "Y", "X", times("mu", "Y"));

  it.each([
    ["as a difference", `<apply><minus/>${times("lambda", "X")}${times("mu", "Y")}</apply>`, true],
    [
      "as a difference times a size",
      `<apply><times/><ci>cell</ci><apply><minus/>${times("lambda", "X")}${times("mu", "Y")}</apply></apply>`,
      true,
    ],
    ["in concentrations", `<apply><minus/>${forth}${back}</apply>`, false],
    [
      "as a sum with a negative term",
      `<apply><plus/><apply><times/><cn>-1</cn>${names("mu", "Y")}</apply>${times("lambda", "X")}</apply>`,
      true,
    ],
  ] as const)("%s is two", (_, law, substance) => {
    const parts = { reactions: reaction("both", "X", "Y", law), substance, size: substance ? 1 : 4 };
    const { reactions = [] } = imported(parts).system;
    expect(reactions.map(({ name }) => name)).toEqual(["both", "both back"]);
    const members = 2000;
    const { mean, sd } = moments(parts, members);
    // Each of the hundred is a coin of its own: at X with (μ + λ·e^(−(λ+μ)t))/(λ + μ).
    const share = (death + birth * Math.exp(-(birth + death) * 20)) / (birth + death);
    expect(
      Math.abs((Math.sqrt(members) * (mean[2]! - 100 * share)) / (10 * Math.sqrt(share * (1 - share)))),
    ).toBeLessThan(3);
    expect(Math.abs(Math.sqrt(members / 2) * (sd[2]! ** 2 / (100 * share * (1 - share)) - 1))).toBeLessThan(
      5,
    );
    const written = simulateSystem(imported({ reactions: apart }).system, {
      from: 0,
      to: 20,
      at: Float64Array.of(20),
    });
    const mean20 = simulateSystem(imported(parts).system, { from: 0, to: 20, at: Float64Array.of(20) });
    expect(mean20.outputs[0]![0]).toBeCloseTo(written.outputs[0]![0]!, 4);
  });

  it("is told from a law that only counts pairs", () => {
    const pairs = `<apply><times/><ci>lambda</ci><ci>X</ci><apply><minus/><ci>X</ci><cn>1</cn></apply></apply>`;
    const { reactions = [] } = imported({ reactions: reaction("meet", "X", "", pairs, 2) }).system;
    expect(reactions.map(({ name }) => name)).toEqual(["meet"]);
  });
});

it("follows its mean course in a large system, with the spread of one", () => {
  const pair = `<apply><times/><ci>lambda</ci><ci>X</ci><ci>Y</ci></apply>`;
  const reactions =
    reaction("make", "X", "Y", times("mu", "X")) +
    reaction("meet", "X", "Y", pair) +
    reaction("lose", "Y", "", times("mu", "Y"));
  const parts = { start: 1.5, unit: "mole", reactions };
  const { system } = imported(parts, 4000);
  const exact = simulateSystem(system, { from: 0, to: 20, at: Float64Array.of(0, 10, 20) }).outputs[0]!;
  const { mean, sd } = moments(parts, 100, 4000);
  expect(mean[0]).toBe(1.5);
  [1, 2].forEach((i) => {
    // The mean differs from the rate equations by O(1/4000) of itself besides.
    expect(Math.abs(mean[i]! - exact[i]!)).toBeLessThan(3 * (sd[i]! / 10) + exact[i]! / 2000);
    expect(sd[i]! / Math.sqrt(exact[i]! / 4000)).toBeLessThan(1.5);
  });
});

const time = '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol>';

describe("refused by name", () => {
  it.each([
    [
      "a rate rule",
      { more: `<listOfRules><rateRule variable="two">${math("<cn>1</cn>")}</rateRule></listOfRules>` },
      "HS1505",
    ],
    [
      "an event",
      {
        more: `<listOfEvents><event id="e" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">${math(
          `<apply><gt/>${time}<cn>5</cn></apply>`,
        )}</trigger></event></listOfEvents>`,
      },
      "HS1505",
    ],
    [
      "a rate that changes with time",
      { more: `<listOfRules><assignmentRule variable="lambda">${math(time)}</assignmentRule></listOfRules>` },
      "HS1409",
    ],
    ["moles beyond counting", { unit: "mole" }, "HS1510"],
    ["half a cell", { start: 0.5 }, "HS1511"],
    ["grams", { unit: "gram" }, "HS1509"],
    ["half a molecule an event", { reactions: reaction("odd", "X", "", times("mu", "X"), 0.5) }, "HS1512"],
    [
      "a law that goes below 0",
      { reactions: reaction("odd", "X", "Y", `<apply><minus/><cn>5</cn><ci>X</ci></apply>`) },
      "HS1411",
    ],
    [
      "a law for concentrations, where two of a kind are not there",
      { reactions: reaction("meet", "X", "", times("two", "X", "X"), 2), start: 3 },
      "HS1417",
    ],
  ] as const)("is %s", (_, parts, code) => {
    const run = () => simulateJumps(imported(parts).system, { ...course, seed: 1 });
    expect(run).toThrow(expect.objectContaining({ code }));
  });

  it("is a size of the system that is none", () => {
    for (const odd of [0, -1, Number.NaN])
      expect(() => imported({}, odd)).toThrow(expect.objectContaining({ code: "HS1513" }));
  });
});
