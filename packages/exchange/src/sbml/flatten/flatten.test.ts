/** The comp package: SBML Level 3 Package, Hierarchical Model Composition, version 1 release 3, section 3. */
import { expect, test } from "vitest";
import { ci, cn, delay, op, rateOf, time } from "../../../test/mathml-text.ts";
import {
  assign,
  assigned,
  compartment,
  content,
  courseOf,
  definition,
  endOf,
  event,
  parameter,
  rate,
  reaction,
  reference,
  sbml,
  species,
} from "../../../test/sbml-text.ts";
import { readSbml } from "../read-sbml.ts";
import { flatten } from "./flatten.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });

const define = (id: string, parts: readonly string[]) =>
  `<comp:modelDefinition id="${id}">${content(parts)}</comp:modelDefinition>`;
const definitions = (...models: readonly string[]) =>
  `<comp:listOfModelDefinitions>${models.join("")}</comp:listOfModelDefinitions>`;
const submodel = (id: string, of: string, attributes = "", inside = "") =>
  `<comp:submodel comp:id="${id}" comp:modelRef="${of}" ${attributes}>${inside}</comp:submodel>`;
const deleting = (...targets: readonly string[]) =>
  `<comp:listOfDeletions>${targets.map((one) => `<comp:deletion ${one}/>`).join("")}</comp:listOfDeletions>`;
const port = (id: string, target: string) => `<comp:port comp:id="${id}" ${target}/>`;
const replacing = (submodelRef: string, target: string, inside = "") =>
  `<comp:listOfReplacedElements><comp:replacedElement comp:submodelRef="${submodelRef}" ${target}>${inside}` +
  `</comp:replacedElement></comp:listOfReplacedElements>`;
const constant = (id: string, value: number, inside = "") =>
  `<parameter id="${id}" value="${value}" constant="true">${inside}</parameter>`;

const grower = define("grower", [constant("k", 2), parameter("x", 1), rate("x", ci("k"), `metaid="rule"`)]);

test("elements of a submodel stand under its name; what replaces one is read in its stead", () => {
  const plain = sbml([submodel("A", "grower")], definitions(grower));
  expect(endOf(plain, "A__x", 3)).toBeCloseTo(7, 9);
  const faster = constant("fast", 5, replacing("A", `comp:idRef="k"`));
  expect(endOf(sbml([faster, submodel("A", "grower")], definitions(grower)), "A__x", 3)).toBeCloseTo(16, 9);
});

test("a rule without an id is deleted by its metaid, a submodel with all that is in it", () => {
  const still = submodel("A", "grower", "", deleting(`comp:metaIdRef="rule"`));
  expect(endOf(sbml([still], definitions(grower)), "A__x", 3)).toBe(1);
  const outer = define("outer", [submodel("inner", "grower"), parameter("y", 1)]);
  const without = sbml(
    [submodel("O", "outer", "", deleting(`comp:idRef="inner"`))],
    definitions(grower, outer),
  );
  const flat = flatten(readSbml(without, "t.xml"), () => readSbml(without, "t.xml"));
  expect(flat.parameters.map((one) => one.id)).toEqual(["O__y"]);
  expect(flat.rules).toEqual([]);
});

test("a submodel may stand for another one", () => {
  const slow = define("slow", [constant("k", 1), parameter("x", 0), rate("x", ci("k"))]);
  const outer = define("outer", [
    submodel("inner", "grower"),
    parameter("y"),
    assigned("y", op("times", cn(10), ci("inner__x"))),
  ]);
  const parts = [submodel("O", "outer"), submodel("S", "slow", "", replacing("O", `comp:idRef="inner"`))];
  const flat = flatten(readSbml(sbml(parts, definitions(slow, grower, outer)), "t.xml"), () => {
    throw new Error("no file");
  });
  expect(flat.parameters.map((one) => one.id)).toEqual(["O__y", "S__k", "S__x"]);
});

test("ports lead through ports, references through submodels", () => {
  const middle = define("middle", [
    submodel("G", "grower"),
    port("rate", `comp:idRef="G"`).replace("/>", `><comp:sBaseRef comp:portRef="k"/></comp:port>`),
  ]);
  const ported = grower.replace(
    "</comp:modelDefinition>",
    `<comp:listOfPorts>${port("k", `comp:idRef="k"`)}</comp:listOfPorts></comp:modelDefinition>`,
  );
  const byPort = constant("k", 4, replacing("M", `comp:portRef="rate"`));
  const all = definitions(ported, middle);
  expect(endOf(sbml([byPort, submodel("M", "middle")], all), "M__G__x", 1)).toBeCloseTo(5, 9);
  const nested = constant("k", 4, replacing("M", `comp:idRef="G"`, `<comp:sBaseRef comp:idRef="k"/>`));
  expect(endOf(sbml([nested, submodel("M", "middle")], all), "M__G__x", 1)).toBeCloseTo(5, 9);
  const lost = constant("k", 4, replacing("M", `comp:portRef="nowhere"`));
  expect(() => endOf(sbml([lost, submodel("M", "middle")], all), "M__G__x", 1)).toThrow(code("HS1503"));
});

test("a replaced quantity in other units is converted, also its rate", () => {
  const seen = define("seen", [
    parameter("x", 1),
    parameter("r"),
    parameter("y"),
    assigned("r", rateOf("x")),
    assigned("y", ci("x")),
  ]);
  const parts = [
    constant("thousand", 1000),
    parameter("X", 0, "").replace(
      "/>",
      `>${replacing("A", `comp:idRef="x" comp:conversionFactor="thousand"`)}</parameter>`,
    ),
    rate("X", cn(500)),
    submodel("A", "seen"),
  ];
  const [y, r] = courseOf(sbml(parts, definitions(seen)), ["A__y", "A__r"], 2, 2);
  expect(y!.at(-1)).toBeCloseTo(1, 9);
  expect(r!.at(-1)).toBeCloseTo(0.5, 9);
});

const clocked = define("clocked", [
  definition("now", [], time),
  parameter("x", 0),
  parameter("seen", 0),
  parameter("late"),
  parameter("slope"),
  parameter("clock"),
  rate("x", cn(1)),
  assigned("late", delay(ci("x"), cn(1))),
  assigned("slope", rateOf("x")),
  assigned("clock", `<apply><ci>now</ci></apply>`),
  event(op("geq", time, cn(1)), assign("seen", time), { delay: cn(1) }),
]);

test("a submodel on another clock: rates, delays, rateOf, time, also in functions and events", () => {
  const parts = [constant("tenfold", 10), submodel("A", "clocked", `comp:timeConversionFactor="tenfold"`)];
  const names = ["A__x", "A__late", "A__slope", "A__clock", "A__seen"];
  const course = courseOf(sbml(parts, definitions(clocked)), names, 30, 30);
  const at = (i: number) => course.map((column) => Number(column[i]!.toFixed(7)));
  expect(at(19)).toEqual([1.9, 0.9, 1, 1.9, 0]);
  expect(at(30)).toEqual([3, 2, 1, 3, 1]);
});

test("on another clock, a parameter of a kinetic law that hides a reaction stays what it is", () => {
  const open = `hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"`;
  const hidden = reaction("r", "", reference("S"), ci("q")).replace(
    "</kineticLaw>",
    `<listOfLocalParameters><localParameter id="q" value="2"/></listOfLocalParameters></kineticLaw>`,
  );
  const other = reaction("q", "", reference("T"), cn(1));
  const inner = define("inner", [
    compartment("C", 1),
    species("S", 0, open),
    species("T", 0, open),
    hidden,
    other,
  ]);
  const parts = [constant("tenfold", 10), submodel("A", "inner", `comp:timeConversionFactor="tenfold"`)];
  expect(endOf(sbml(parts, definitions(inner)), "A__S", 10)).toBeCloseTo(2, 9);
});

test("the conversion factor of a parent is not that of a submodel's species", () => {
  const open = `hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"`;
  const made = reaction("r", "", reference("S"), cn(1));
  const own = define("own", [compartment("C", 1), species("S", 0, open), made]);
  const parts = [constant("f", 7), compartment("C", 1), species("S", 0, open), made, submodel("A", "own")];
  const text = sbml(parts, definitions(own), `conversionFactor="f"`);
  expect(endOf(text, "S", 2)).toBeCloseTo(14, 9);
  expect(endOf(text, "A__S", 2)).toBeCloseTo(2, 9);
});

test("a submodel's species reference takes the place of the parent's", () => {
  const open = `hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"`;
  const inner = define("inner", [
    compartment("C", 1),
    species("S", 0, open),
    reaction("r", "", reference("S", `id="n" stoichiometry="3" constant="true"`), cn(1)),
    port("r", `comp:idRef="r"`),
  ]);
  const replaced = `<comp:replacedBy comp:submodelRef="A" comp:portRef="r"/>`;
  const parts = [
    compartment("C", 1),
    species("S", 0, open),
    reaction("R", "", reference("S"), cn(1)).replace("</reaction>", `${replaced}</reaction>`),
    submodel("A", "inner"),
  ];
  const [own, its] = courseOf(sbml(parts, definitions(inner)), ["S", "A__S"], 2, 2);
  expect([own!.at(-1), its!.at(-1)]).toEqual([0, expect.closeTo(6, 9)]);
});

test("a definition may stand in another file, which is read once", () => {
  const other = sbml([parameter("x", 1), rate("x", cn(1))]);
  const external =
    `<comp:listOfExternalModelDefinitions><comp:externalModelDefinition comp:id="E" comp:source="other.xml"/>` +
    `</comp:listOfExternalModelDefinitions>`;
  let reads = 0;
  const load = (source: string) => {
    reads += 1;
    return readSbml(other, source);
  };
  expect(endOf(sbml([submodel("A", "E"), submodel("B", "E")], external), "B__x", 2, load)).toBeCloseTo(3, 9);
  expect(reads).toBe(1);
});

test("models that contain themselves, once or doubled at each level, are refused at once", () => {
  const self = define("self", [submodel("A", "self")]);
  expect(() => endOf(sbml([submodel("A", "self")], definitions(self)), "x", 1)).toThrow(code("HS1502"));
  const levels = Array.from({ length: 30 }, (_, i) =>
    define(
      `l${i}`,
      i === 0
        ? Array.from({ length: 50 }, (_, j) => parameter(`x${j}`, 1))
        : [submodel("A", `l${i - 1}`), submodel("B", `l${i - 1}`)],
    ),
  );
  expect(() => endOf(sbml([submodel("A", "l29")], definitions(...levels)), "x", 1)).toThrow(code("HS1502"));
});
