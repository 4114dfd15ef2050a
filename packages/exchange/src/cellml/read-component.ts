import { failure } from "../errors/registry.ts";
import { type MathSource, readExpression } from "../mathml/read-mathml.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";
import type { CellmlComponent, CellmlEquation, CellmlReset, CellmlVariable } from "./cellml-model.ts";
import { readUnits } from "./read-units.ts";
import { attribute, numberOr, refuse, required } from "./refuse.ts";

export function readComponent(element: XmlElement, source: string): CellmlComponent {
  const [reaction] = childrenNamed(element, "reaction");
  if (reaction !== undefined) throw reactions(reaction, source);
  const from: MathSource = { source, dialect: "CellML" };
  return {
    name: required(element, "name", source),
    units: childrenNamed(element, "units").map((one) => readUnits(one, source)),
    variables: childrenNamed(element, "variable").map(
      (one): CellmlVariable => ({
        name: required(one, "name", source),
        units: required(one, "units", source),
        initial: attribute(one, "initial_value"),
        line: one.line,
      }),
    ),
    equations: childrenNamed(element, "math").flatMap((math) =>
      math.children
        .filter((one) => !one.name.startsWith("annotation"))
        .map((one) => readEquation(one.name === "semantics" ? (one.children[0] ?? one) : one, from)),
    ),
    resets: childrenNamed(element, "reset").map((one) => readReset(one, from)),
  };
}

/** CellML 1.x could say which terms belong to reactions; 2.0 cannot, as equations say the same. */
function reactions({ line }: XmlElement, source: string) {
  const why = "reactions of CellML 1.x say how equations are meant, and were dropped in 2.0";
  const cure = "Take the element out where the component has the equations themselves, else write them.";
  return failure("HS1505", { what: "<reaction>", why, cure }, { source, line });
}

function readReset(element: XmlElement, from: MathSource): CellmlReset {
  const value = (part: string) => {
    const content = childrenNamed(element, part)[0]?.children[0]?.children[0];
    if (content === undefined) throw refuse(element, `<${part}> with mathematics is expected`, from.source);
    return readExpression(content, from);
  };
  return {
    variable: required(element, "variable", from.source),
    test: required(element, "test_variable", from.source),
    testValue: value("test_value"),
    resetValue: value("reset_value"),
    order: numberOr(element, "order", 0, from.source),
    line: element.line,
  };
}

function readEquation(element: XmlElement, from: MathSource): CellmlEquation {
  const [head, left, right, ...more] = element.children;
  const isEquation = element.name === "apply" && head?.name === "eq" && more.length === 0;
  if (!isEquation || left === undefined || right === undefined)
    throw refuse(element, "an equation of two sides is expected", from.source);
  return { left: readExpression(left, from), right: readExpression(right, from), line: element.line };
}
