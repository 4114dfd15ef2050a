import { failure } from "@homeostat/engine";
import { type MathSource, readExpression } from "../mathml/read-mathml.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";
import type { CellmlComponent, CellmlEquation, CellmlVariable } from "./cellml-model.ts";
import { attribute, refuse, required } from "./refuse.ts";

/** Parts of the language that change the meaning of a model and are not simulated here. */
const refused: Readonly<Record<string, string>> = {
  reset: "resets at moments of the state are not simulated",
  reaction: "reactions of CellML 1.x say nothing that its equations do not, and were dropped in 2.0",
};

export function readComponent(element: XmlElement, source: string): CellmlComponent {
  for (const child of element.children) {
    const why = refused[child.name];
    if (why === undefined) continue;
    const cure = "Write what it does as equations, or simulate the model elsewhere.";
    throw failure("HS1505", { what: `<${child.name}>`, why, cure }, { source, line: child.line });
  }
  const from: MathSource = { source, dialect: "CellML" };
  return {
    name: required(element, "name", source),
    variables: childrenNamed(element, "variable").map(
      (one): CellmlVariable => ({
        name: required(one, "name", source),
        units: required(one, "units", source),
        initial: attribute(one, "initial_value"),
        line: one.line,
      }),
    ),
    equations: childrenNamed(element, "math").flatMap((math) =>
      math.children.filter((one) => one.name !== "annotation").map((one) => readEquation(one, from)),
    ),
  };
}

function readEquation(element: XmlElement, from: MathSource): CellmlEquation {
  const [head, left, right, ...more] = element.children;
  const isEquation = element.name === "apply" && head?.name === "eq" && more.length === 0;
  if (!isEquation || left === undefined || right === undefined)
    throw refuse(element, "an equation of two sides is expected", from.source);
  return { left: readExpression(left, from), right: readExpression(right, from), line: element.line };
}
