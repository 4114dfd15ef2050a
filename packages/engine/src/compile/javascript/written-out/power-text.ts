import { logarithmKnots, logarithmScale } from "../../elementary/logarithm-knots.ts";
import { logarithmSeries } from "../../elementary/logarithm-parts.ts";
import { leastNormal, mostExponent } from "../../elementary/power.ts";
import { leastPower } from "../../elementary/powers-of-two.ts";
import { exponentialOf, exponentialText } from "./exponential-text.ts";
import type { FunctionText } from "./function-text.ts";

const { startHigh, ln2High, ln2Low } = logarithmScale;
const [c0, c1, c2, c3, c4, c5] = logarithmSeries;

/** The logarithm of `px` in two parts, `pa` and `pb`, by the steps of elementary/logarithm-parts.ts. */
const logarithm = `\
doubleView.setFloat64(0,px),pi=doubleView.getInt32(0)-${startHigh},pk=pi>>20,pi=(pi>>11)&508,\
pf=logarithmKnots[pi],pz=px*powersOfTwo[${-leastPower}-pk],\
ps=Math.fround(pz),pq=(pz-ps)*pf,ps=ps*pf-1,pr=ps+pq,\
pw=pk*${ln2High}+logarithmKnots[pi+1],pu=pw+pr,ph=-0.5*ps,pz=ps*ph,pa=pu+pz,\
pb=pk*${ln2Low}+logarithmKnots[pi+2]+(pw-pu+pr)+(ps-pr+pq)+(pu-pa+pz)+pq*(ph-0.5*pr),\
pz=pr*pr,pb=pb+pr*pz*(${c0}+${c1}*pr+pz*(${c2}+${c3}*pr+pz*(${c4}+${c5}*pr)))`;

/** The exponent in two parts, `pz` and `pq`, by the steps of elementary/power.ts. */
const product = "ps=Math.fround(py),pf=Math.fround(pa+pb),pz=ps*pf,pq=(py-ps)*pf+py*(pa-pf+pb)";

const ordinary = `px>=${leastNormal}&&px<Infinity&&py<${mostExponent}&&py>${-mostExponent}`;

export const powerText: FunctionText = {
  length: 36,
  variables: ["px", "py", "pi", "pk", "pf", "pz", "ps", "pq", "pr", "pw", "pu", "ph", "pa", "pb"].concat(
    exponentialText.variables,
  ),
  waiting: "py",
  given: { logarithmKnots, doubleView: new DataView(new ArrayBuffer(8)), ...exponentialText.given },
  text: (x, y) =>
    `(py=${y},px=${x},${ordinary}?(${logarithm},${product},${exponentialOf("pz", "pq")}):pow(px,py))`,
};
