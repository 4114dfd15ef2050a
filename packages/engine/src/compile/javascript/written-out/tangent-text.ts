import { tangent, tangentKnots } from "../../elementary/hyperbolic-tangent.ts";
import { rounder } from "../../elementary/powers-of-two.ts";
import type { FunctionText } from "./function-text.ts";

const { flat, knotsPerUnit, knotDistance, series } = tangent;
const [c0, c1, c2] = series;

/** By the steps of elementary/hyperbolic-tangent.ts. */
export const tangentText: FunctionText = {
  length: 1,
  variables: ["tx", "ts", "tk", "tv", "tt"],
  given: { tangentKnots },
  text: (x) => `(tx=${x},ts=Math.min(Math.abs(tx),${flat}),\
tk=ts*${knotsPerUnit}+${rounder}-${rounder},ts=ts-tk*${knotDistance},tt=ts*ts,tv=tangentKnots[2*tk],\
ts=tv+tangentKnots[2*tk+1]*ts/(1+tt*(${c0}+tt*(${c1}+tt*${c2}))+tv*ts),tx<0?-ts:ts===0?tx:ts)`,
};
