/** value(x) = c0 + c1·d + c2·d² + c3·d³ with d = x − from, from there to the next piece. */
export interface Piece {
  readonly from: number;
  readonly coefficients: readonly number[];
}

type Point = readonly [number, number];
export type Between = "hold" | "line" | "smooth";

/** The pieces between the points; after the last point its value holds. */
export function curveThrough(points: readonly Point[], between: Between): readonly Piece[] {
  const secants = points.slice(1).map(([x, y], i) => (y - points[i]![1]) / (x - points[i]![0]));
  const tangents = between === "smooth" ? monotoneTangents(points, secants) : [];
  const pieces = secants.map((secant, i): Piece => {
    const [from, value] = points[i]!;
    if (between === "hold") return { from, coefficients: [value] };
    if (between === "line") return { from, coefficients: [value, secant] };
    const width = points[i + 1]![0] - from;
    return { from, coefficients: [value, ...hermite(secant, tangents[i]!, tangents[i + 1]!, width)] };
  });
  const [from, value] = points.at(-1)!;
  return [...pieces, { from, coefficients: [value] }];
}

/** The coefficients of a cubic with these tangents at its ends. */
function hermite(secant: number, left: number, right: number, width: number): number[] {
  return [left, (3 * secant - 2 * left - right) / width, (left + right - 2 * secant) / width ** 2];
}

/**
 * Tangents at the points that keep the curve monotone between them: the weighted harmonic mean of the neighbouring
 * secants, 0 where these change sign; one-sided three-point formulas at the ends.
 * Fritsch and Butland, SIAM J Sci Stat Comput 1984;5:300, doi 10.1137/0905021 (formula as in PCHIP).
 */
function monotoneTangents(points: readonly Point[], secants: readonly number[]): number[] {
  const widths = points.slice(1).map(([x], i) => x - points[i]![0]);
  const last = secants.length - 1;
  return points.map((_, i) => {
    if (last === 0) return secants[0]!;
    if (i === 0) return endTangent(widths[0]!, widths[1]!, secants[0]!, secants[1]!);
    if (i > last) return endTangent(widths[last]!, widths[last - 1]!, secants[last]!, secants[last - 1]!);
    return innerTangent(widths[i - 1]!, widths[i]!, secants[i - 1]!, secants[i]!);
  });
}

function innerTangent(widthBefore: number, widthAfter: number, before: number, after: number): number {
  if (before * after <= 0) return 0;
  const weightBefore = 2 * widthAfter + widthBefore;
  const weightAfter = widthAfter + 2 * widthBefore;
  return (weightBefore + weightAfter) / (weightBefore / before + weightAfter / after);
}

function endTangent(near: number, far: number, secant: number, next: number): number {
  const tangent = ((2 * near + far) * secant - near * next) / (near + far);
  if (tangent * secant <= 0) return 0;
  return secant * next <= 0 && Math.abs(tangent) > 3 * Math.abs(secant) ? 3 * secant : tangent;
}
