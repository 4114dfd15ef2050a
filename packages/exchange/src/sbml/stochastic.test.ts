/**
 * SBML models whose reactions happen one by one: the first model of the SBML stochastic test suite (birth and death, Evans,
 * Gillespie & Wilkinson 2008), the same with concentrations, conversion factors and assigned rates; and what is refused.
 */
import { describe, expect, it } from "vitest";
import { readSbml } from "./read-sbml.ts";
import { sbmlMoments, simulateStochasticSbml } from "./simulate-stochastic.ts";

const [birth, death] = [0.1, 0.11];
const noFiles = () => {
  throw new Error("no other files");
};

interface Parts {
  readonly size?: number;
  readonly substance?: boolean;
  readonly law?: (rate: string) => string;
  readonly more?: string;
  readonly factor?: string;
}

/** Laws in concentrations are multiplied by the size of the compartment: the count is the same. */
function document({ size = 1, substance = true, more = "", factor = "" }: Parts = {}) {
  const law = (rate: string) =>
    `<kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>${rate}</ci><ci>X</ci>${
      substance ? "" : "<ci>cell</ci>"
    }</apply></math></kineticLaw>`;
  const reference = '<speciesReference species="X" stoichiometry="1" constant="true"/>';
  return readSbml(
    `<?xml version="1.0"?><sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">
    <model id="birth_death" ${factor === "" ? "" : `conversionFactor="${factor}"`}>
      <listOfCompartments><compartment id="cell" size="${size}" constant="true"/></listOfCompartments>
      <listOfSpecies><species id="X" compartment="cell" initialAmount="100" hasOnlySubstanceUnits="${substance}"
        boundaryCondition="false" constant="false"/></listOfSpecies>
      <listOfParameters>
        <parameter id="lambda" value="${birth}" constant="true"/>
        <parameter id="mu" value="${death}" constant="true"/>
        <parameter id="two" value="2" constant="true"/>
      </listOfParameters>
      ${more}
      <listOfReactions>
        <reaction id="born" reversible="false" fast="false"><listOfProducts>${reference}</listOfProducts>${law("lambda")}</reaction>
        <reaction id="dies" reversible="false" fast="false"><listOfReactants>${reference}</listOfReactants>${law("mu")}</reaction>
      </listOfReactions>
    </model></sbml>`,
    "birth-death.xml",
  );
}

const settings = {
  start: 0,
  duration: 20,
  steps: 2,
  seed: 8,
  variables: [{ name: "X", as: "amount" }],
} as const;

describe("birth and death", () => {
  it.each([
    ["in substance units", {}],
    ["in concentrations", { size: 4, substance: false }],
  ] as const)("%s has its mean and variance", (_, parts) => {
    const members = 1500;
    const { means, deviations } = sbmlMoments(document(parts), { ...settings, members }, noFiles);
    [1, 2].forEach((i) => {
      const by = Math.exp((birth - death) * 10 * i);
      const [mean, variance] = [100 * by, ((100 * (birth + death)) / (birth - death)) * by * (by - 1)];
      expect(Math.abs((Math.sqrt(members) * (means[0]![i]! - mean)) / Math.sqrt(variance))).toBeLessThan(3);
      expect(Math.abs(Math.sqrt(members / 2) * (deviations[0]![i]! ** 2 / variance - 1))).toBeLessThan(5);
    });
  });

  it("moves in whole counts, the same for the same seed", () => {
    const run = (seed: number) =>
      simulateStochasticSbml(document(), { ...settings, steps: 40, seed }, noFiles);
    const { outputs, events } = run(1);
    expect(outputs[0]!.every(Number.isInteger)).toBe(true);
    expect(events).toBeGreaterThan(100);
    expect(run(1)).toEqual(run(1));
    expect(run(2).outputs).not.toEqual(outputs);
  });

  it("makes as many as the conversion factor says of each event", () => {
    const { outputs } = simulateStochasticSbml(
      document({ factor: "two" }),
      { ...settings, steps: 40 },
      noFiles,
    );
    expect(outputs[0]!.every((count) => count % 2 === 0)).toBe(true);
    expect(new Set(outputs[0]).size).toBeGreaterThan(5);
  });
});

const time = '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol>';
const math = (inner: string) => `<math xmlns="http://www.w3.org/1998/Math/MathML">${inner}</math>`;

it.each([
  [
    "a rate rule",
    `<listOfRules><rateRule variable="two">${math("<cn>1</cn>")}</rateRule></listOfRules>`,
    "HS1505",
  ],
  [
    "an event",
    `<listOfEvents><event id="e" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">${math(
      `<apply><gt/>${time}<cn>5</cn></apply>`,
    )}</trigger></event></listOfEvents>`,
    "HS1505",
  ],
  [
    "a rate that changes with time",
    `<listOfRules><assignmentRule variable="lambda">${math(time)}</assignmentRule></listOfRules>`,
    "HS1409",
  ],
] as const)("refuses %s by name", (_, more, code) => {
  const run = () => simulateStochasticSbml(document({ more }), settings, noFiles);
  expect(run).toThrow(expect.objectContaining({ code }));
});
