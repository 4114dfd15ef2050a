/** What must not change a result: standing in another model, on another clock; how often one looks. Every ninth case of the suite. */
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { readSbml } from "../src/sbml/read-sbml.ts";
import { readSettings, type SimulationSettings } from "../src/sbml/settings.ts";
import { simulateSbml } from "../src/sbml/simulate-sbml.ts";
import { type IndexRow, readCase, readIndex } from "./suite/read-case.ts";
import type { SuiteCase } from "./suite/run-case.ts";

const everyNinth = (folder: string, fits: (row: IndexRow) => boolean) =>
  readIndex(folder)
    .filter(
      (row) => row.testType === "TimeCourse" && !row.testTags.includes("RandomEventExecution") && fits(row),
    )
    .filter((_, i) => i % 9 === 0)
    .map((row) => {
      const given = readCase(folder, row.id);
      return { given, settings: readSettings(given.settings, row.id) };
    });

const comp = `xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true"`;

/** The model as submodel A of another one, whose clock runs so many times faster. */
function asSubmodel({ model }: SuiteCase, clock: number): string {
  const around =
    `</comp:modelDefinition></comp:listOfModelDefinitions><model id="outer"><listOfParameters>` +
    `<parameter id="clock" value="${clock}" constant="true"/></listOfParameters><comp:listOfSubmodels>` +
    `<comp:submodel comp:id="A" comp:modelRef="inner" comp:timeConversionFactor="clock"/></comp:listOfSubmodels></model>`;
  return model
    .replace("<sbml ", `<sbml ${comp} `)
    .replace(/<model\b([^>]*)>/, (_, attributes: string) => {
      const others = attributes.replace(/ id="[^"]*"/, "");
      return `<comp:listOfModelDefinitions><comp:modelDefinition id="inner"${others}>`;
    })
    .replace("</model>", around);
}

const run = (given: SuiteCase, text: string, settings: SimulationSettings) =>
  simulateSbml(readSbml(text, given.id), settings, given.load).outputs;

test("a model is the same model within another one and on another clock", { timeout: 60_000 }, (ctx) => {
  const folder = needData(ctx, "sbml-semantic");
  const cases = everyNinth(folder, (row) => row.level.startsWith("l3") && row.packages.length === 0);
  expect(cases.length).toBeGreaterThan(100);
  for (const { given, settings } of cases) {
    if (!given.model.includes("<sbml xmlns=")) continue;
    const reactions = new Set(readSbml(given.model, given.id).model.reactions.map((one) => one.id));
    // A reaction's own name is its rate, which another clock does change.
    const variables = settings.variables.filter((one) => !reactions.has(one.name));
    const expected = run(given, given.model, { ...settings, variables });
    const inside = variables.map((one) => ({ ...one, name: `A__${one.name}` }));
    const slower = { ...settings, duration: settings.duration * 3, variables: inside };
    const got = run(given, asSubmodel(given, 3), slower);
    expected.forEach((column, i) => {
      for (const [j, value] of column.entries()) {
        const other = got[i]![j]!;
        const allowed = 0.1 * (settings.absolute + settings.relative * Math.abs(value));
        const same = Object.is(value, other) || Math.abs(value - other) <= allowed;
        expect(same, `${given.id}: ${variables[i]?.name} at row ${j}: ${other} for ${value}`).toBe(true);
      }
    });
  }
});

test("results have the same bits however often one looks", { timeout: 60_000 }, (ctx) => {
  const folder = needData(ctx, "sbml-semantic");
  for (const { given, settings } of everyNinth(folder, () => true)) {
    const few = run(given, given.model, settings);
    const many = run(given, given.model, { ...settings, steps: settings.steps * 4 });
    few.forEach((column, i) => {
      const seen = many[i]!.filter((_, j) => j % 4 === 0);
      expect([...seen], given.id).toEqual([...column]);
    });
  }
});
