import { tangent, tangentKnots } from "../../elementary/hyperbolic-tangent.ts";
import { rounder } from "../../elementary/powers-of-two.ts";
import type { FunctionCode, Local } from "../function-code.ts";

const signBit = 1n << 63n;

/** Turns the vector on the stack into its hyperbolic tangent, by the steps of hyperbolic-tangent.ts. */
export function hyperbolicTangent(code: FunctionCode): void {
  const [x, size, nearest, r, t, first, second, slope, value] = Array.from({ length: 9 }, () =>
    code.local("v128"),
  ) as [Local, Local, Local, Local, Local, Local, Local, Local, Local];
  const [c0, c1, c2] = tangent.series;
  code.tee(x).op("f64x2.abs").number(tangent.flat).op("f64x2.pmin").tee(size);
  code.number(tangent.knotsPerUnit).op("f64x2.mul").number(rounder).op("f64x2.add").set(nearest);
  code.get(size).get(nearest).number(rounder).op("f64x2.sub").number(tangent.knotDistance);
  code.op("f64x2.mul", "f64x2.sub").tee(r).get(r).op("f64x2.mul").set(t);
  knotOfLane(code, nearest, 0);
  code.set(first);
  knotOfLane(code, nearest, 1);
  code.set(second);
  code.get(first).get(second).lowHalves().set(value);
  code.get(first).get(second).highHalves().set(slope);
  code.get(value).get(slope).get(r).op("f64x2.mul").number(1);
  code.get(t).number(c0).get(t).number(c1).get(t).number(c2).op("f64x2.mul", "f64x2.add");
  code.op("f64x2.mul", "f64x2.add", "f64x2.mul", "f64x2.add");
  code.get(value).get(r).op("f64x2.mul", "f64x2.add", "f64x2.div", "f64x2.add");
  code.get(x).bits(signBit).op("v128.and", "v128.or");
}

/** Pushes value and slope of the knot whose number stands in the last bits of a lane; those of NaN are some knot's. */
function knotOfLane(code: FunctionCode, nearest: Local, lane: 0 | 1): void {
  code
    .get(nearest)
    .lowBits(lane)
    .integer(tangent.knots - 1);
  code.op("i32.and").integer(4).op("i32.shl").loadTable(tangentKnots);
}
