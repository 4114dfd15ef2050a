import type { Mathematics, Operator } from "../../mathml/mathematics.ts";
import type { CellmlEquation } from "../cellml-model.ts";

type Derivative = Extract<Mathematics, { readonly kind: "rateOf" }>;

/**
 * An equation with one derivative somewhere in it, as one that gives this derivative: C·dV/dt + I = 0 as dV/dt = (0 − I)/C.
 * Undefined where there is none or more than one, or where more than sums, products and quotients surround it.
 */
export function isolated({ left, right, line }: CellmlEquation): CellmlEquation | undefined {
  const here = derivativesIn(left).length;
  if (here + derivativesIn(right).length !== 1) return undefined;
  const rate = here === 1 ? peeled(left, right) : peeled(right, left);
  return rate && { left: rate.derivative, right: rate.equals, line };
}

function derivativesIn(math: Mathematics): readonly Derivative[] {
  switch (math.kind) {
    case "rateOf":
      return [math];
    case "apply":
    case "call":
      return math.arguments.flatMap(derivativesIn);
    case "piecewise":
      return [
        ...math.pieces.flatMap(({ value, when }) => [...derivativesIn(value), ...derivativesIn(when)]),
        ...(math.otherwise === null ? [] : derivativesIn(math.otherwise)),
      ];
    default:
      return [];
  }
}

const apply = (operator: Operator, ...args: readonly Mathematics[]): Mathematics => ({
  kind: "apply",
  operator,
  arguments: args,
});

/** Takes from around the derivative, layer by layer, what the other side then gets. */
function peeled(
  side: Mathematics,
  equals: Mathematics,
): { readonly derivative: Derivative; readonly equals: Mathematics } | undefined {
  if (side.kind === "rateOf") return { derivative: side, equals };
  if (side.kind !== "apply") return undefined;
  const at = side.arguments.findIndex((one) => derivativesIn(one).length > 0);
  const inner = side.arguments[at]!;
  const others = side.arguments.filter((_, i) => i !== at);
  const other = others[0];
  switch (side.operator) {
    case "plus":
      return peeled(inner, apply("minus", equals, apply("plus", ...others)));
    case "times":
      return peeled(inner, apply("divide", equals, apply("times", ...others)));
    case "minus":
      if (other === undefined) return peeled(inner, apply("minus", equals));
      return peeled(inner, at === 0 ? apply("plus", equals, other) : apply("minus", other, equals));
    case "divide":
      return peeled(inner, at === 0 ? apply("times", equals, other!) : apply("divide", other!, equals));
    default:
      return undefined;
  }
}
