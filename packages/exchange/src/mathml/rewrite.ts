import type { Mathematics, Operator } from "./mathematics.ts";

export const name = (text: string): Mathematics => ({ kind: "name", name: text });

export function apply(operator: Operator, ...given: readonly Mathematics[]): Mathematics {
  return { kind: "apply", operator, arguments: given };
}

/** Rebuilds an expression from the leaves up: `change` sees each node with its arguments already changed. */
export function rewrite(math: Mathematics, change: (node: Mathematics) => Mathematics): Mathematics {
  const inside = (one: Mathematics) => rewrite(one, change);
  switch (math.kind) {
    case "apply":
    case "call":
      return change({ ...math, arguments: math.arguments.map(inside) });
    case "delay":
      return change({ ...math, of: inside(math.of), by: inside(math.by) });
    case "piecewise":
      return change({
        ...math,
        pieces: math.pieces.map(({ value, when }) => ({ value: inside(value), when: inside(when) })),
        otherwise: math.otherwise === null ? null : inside(math.otherwise),
      });
    default:
      return change(math);
  }
}
