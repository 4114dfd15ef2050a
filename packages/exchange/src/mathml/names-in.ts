import type { Mathematics } from "./mathematics.ts";

/** Every name that an expression reads, also as the argument of rateOf; functions that it calls are not among them. */
export function namesIn(math: Mathematics | null): readonly string[] {
  if (math === null) return [];
  switch (math.kind) {
    case "name":
    case "rateOf":
      return [math.name];
    case "apply":
    case "call":
      return math.arguments.flatMap(namesIn);
    case "delay":
      return [...namesIn(math.of), ...namesIn(math.by)];
    case "piecewise":
      return [
        ...math.pieces.flatMap(({ value, when }) => [...namesIn(value), ...namesIn(when)]),
        ...namesIn(math.otherwise),
      ];
    default:
      return [];
  }
}
