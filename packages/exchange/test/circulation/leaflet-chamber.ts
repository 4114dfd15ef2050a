import { ddt, equal, number } from "../cellml-text.ts";
import { ci, math, op } from "../mathml-text.ts";

const degrees = (value: number) => (value * Math.PI) / 180;
const closed = degrees(5);
/** The angle of a healthy open valve, to which openings are related. */
const healthy = degrees(75);

/** Pressure moves the leaflets, friction brakes them, the vortex behind them closes them; these are all valves' constants. */
const pressure = 5500;
const friction = 50;
const vortex = 3.5;

const area = (theta: string) => op("power", op("minus", number(1), op("cos", theta)), number(2));
const positive = (x: string) => op("gt", x, number(0));
const theta = ci("theta");
const difference = op("minus", ci("Pi"), ci("Po"));

const equations = (open: number) => [
  equal(ci("Pi"), op("plus", ci("Pini"), op("times", ci("E"), op("minus", ci("V"), ci("Vini"))))),
  equal(ddt("V"), op("minus", ci("Qi"), ci("Qo"))),
  equal(ci("opening"), op("divide", area(theta), area(number(healthy)))),
  equal(ci("Qo"), op("times", ci("CV"), ci("opening"), sign(difference), op("root", op("abs", difference)))),
  equal(
    ci("force"),
    op(
      "minus",
      op(
        "minus",
        op("times", number(pressure), difference, op("cos", theta)),
        op("times", number(friction), ci("omega")),
      ),
      op("times", number(vortex), op("max", ci("Qo"), number(0)), op("sin", op("times", number(2), theta))),
    ),
  ),
  equal(ddt("theta"), ci("omega")),
  equal(ddt("omega"), choose(mayMove(open), ci("force"))),
];

const mayMove = (open: number) =>
  op(
    "or",
    op("and", op("lt", theta, number(open)), positive(ci("force"))),
    op("and", op("gt", theta, number(closed)), positive(op("minus", ci("force")))),
  );

function choose(when: string, value: string): string {
  return `<piecewise><piece>${value}${when}</piece><otherwise>${number(0)}</otherwise></piecewise>`;
}

function sign(x: string): string {
  return `<piecewise><piece>${number(1)}${op("geq", x, number(0))}</piece><otherwise>${number(-1)}</otherwise></piecewise>`;
}

/** A leaflet that reaches a limit stops there. */
const stop = (at: number) =>
  `<reset variable="omega" test_variable="theta" order="1"><test_value>${math(number(at))}</test_value>` +
  `<reset_value>${math(number(0))}</reset_value></reset>`;

/**
 * A heart chamber whose valve has leaflets that open and close: Korakianitis & Shi 2006, J Biomech 39:1964,
 * equations of the valve, without the force of the flow on the leaflets. It takes the place of a chamber of Shi & Hose's
 * model under the same name. `open` in degrees: less than 75 is a stenosis.
 */
export function leafletChamber(name: string, open: number): string {
  const unit = (own: string) => `<units name="${own}" units_ref="${own}"/>`;
  const given = (own: string, units: string) =>
    `<variable name="${own}" units="${units}" interface="public"/>`;
  const variables = [
    given("Pi", "UnitP"),
    given("Po", "UnitP"),
    given("Qi", "UnitQ"),
    given("Qo", "UnitQ"),
    given("CV", "UnitCV"),
    given("E", "UnitE"),
    given("t", "second"),
    given("Pini", "UnitP"),
    given("Vini", "UnitV"),
    given("V0", "UnitV"),
    `<variable name="V" units="UnitV" initial_value="V0"/>`,
    `<variable name="theta" units="radian" initial_value="${closed + 0.01}"/>`,
    `<variable name="omega" units="dimensionless" initial_value="0"/>`,
    `<variable name="opening" units="dimensionless"/>`,
    `<variable name="force" units="dimensionless"/>`,
  ];
  return (
    `<model xmlns="http://www.cellml.org/cellml/2.0#" xmlns:xlink="http://www.w3.org/1999/xlink" name="${name}">` +
    `<import xlink:href="Units.cellml">${["UnitP", "UnitQ", "UnitCV", "UnitE", "UnitV"].map(unit).join("")}</import>` +
    `<component name="${name}">${variables.join("")}${stop(degrees(open))}${stop(closed)}` +
    `${math(equations(degrees(open)).join(""))}</component></model>`
  );
}
