import { roughPowers } from "../../solve/rough-powers.ts";
import { powerOfTwo } from "./elementary/power-of-two.ts";
import type { FunctionCode, Local } from "./function-code.ts";

const { rounder, most } = roughPowers;

/** Turns the positive normal numbers on the stack into their binary logarithms, by the steps of solve/rough-powers.ts. */
export function roughLogarithm(code: FunctionCode): FunctionCode {
  const [x, m, s] = [0, 1, 2].map(() => code.local("v128")) as [Local, Local, Local];
  const [l0, l1, l2, l3, l4] = roughPowers.logarithm;
  code.tee(x).integer(52).op("i64x2.shr_u").bits(0x4330000000000000n).op("v128.or");
  code.number(4503599627370496 + 1023).op("f64x2.sub");
  code.get(x).bits(0x000fffffffffffffn).op("v128.and").bits(0x3ff0000000000000n).op("v128.or");
  code.tee(m).get(m).op("f64x2.mul").set(s);
  code.number(l0).number(l1).get(m).op("f64x2.mul", "f64x2.add").get(s);
  code.number(l2).number(l3).get(m).op("f64x2.mul", "f64x2.add").get(s).number(l4);
  return code.op("f64x2.mul", "f64x2.add", "f64x2.mul", "f64x2.add", "f64x2.add");
}

/** Turns the numbers on the stack into powers of two with them. */
export function roughPower(code: FunctionCode): FunctionCode {
  const [x, rounded, r] = [0, 1, 2].map(() => code.local("v128")) as [Local, Local, Local];
  const [p0, p1, p2, p3] = roughPowers.power;
  code.number(-most).op("f64x2.pmax").number(most).op("f64x2.pmin").tee(x).number(rounder);
  code.op("f64x2.add").set(rounded);
  code.get(x).get(rounded).number(rounder).op("f64x2.sub", "f64x2.sub").set(r);
  code.number(p0).number(p1).get(r).op("f64x2.mul", "f64x2.add").get(r).get(r).op("f64x2.mul");
  code.number(p2).number(p3).get(r).op("f64x2.mul", "f64x2.add", "f64x2.mul", "f64x2.add").get(rounded);
  powerOfTwo(code);
  return code.op("f64x2.mul");
}
