import { lanczos } from "@homeostat/engine/infer";
import type { Line } from "./placed-text.ts";

/** A polynomial by its coefficients, the highest power first, as nested text. */
const polynomial = (x: string, coefficients: readonly string[]): string =>
  coefficients.reduce(
    (text, coefficient) => (text === "" ? coefficient : `(${text})*${x} + ${coefficient}`),
    "",
  );

/** Rational approximations of erf and erfc (Cody 1969, Math Comp 23:631), about 1e-16 relative. */
const near = {
  over: [
    "0.185777706184603153",
    "3.16112374387056560",
    "113.864154151050156",
    "377.485237685302021",
    "3209.37758913846947",
  ],
  under: ["1", "23.6012909523441209", "244.024637934444173", "1282.61652607737228", "2844.23683343917062"],
};
const middle = {
  over: [
    "2.15311535474403846e-8",
    "0.564188496988670089",
    "8.88314979438837594",
    "66.1191906371416295",
    "298.635138197400131",
    "881.952221241769090",
    "1712.04761263407058",
    "2051.07837782607147",
    "1230.33935479799725",
  ],
  under: [
    "1",
    "15.7449261107098347",
    "117.693950891312499",
    "537.181101862009858",
    "1621.38957456669019",
    "3290.79923573345963",
    "4362.61909014324716",
    "3439.36767414372164",
    "1230.33935480374942",
  ],
};
const far = {
  over: [
    "0.0163153871373020978",
    "0.305326634961232344",
    "0.360344899949804439",
    "0.125781726111229246",
    "0.0160837851487422766",
    "0.000658749161529837803",
  ],
  under: [
    "1",
    "2.56852019228982242",
    "1.87295284992346725",
    "0.527905102951428412",
    "0.0605183413124143191",
    "0.00233520497626869185",
  ],
};

const ratio = (x: string, { over, under }: typeof near) =>
  `(${polynomial(x, over)})/(${polynomial(x, under)})`;

/** Functions that NONMEM's control files call, as equations: unfolded where they are called, and differentiated there. */
const library: Readonly<Record<string, readonly string[]>> = {
  phi: [
    `erf_near(x) = x*${ratio("(x*x)", near)}`,
    `erfc_middle(x) = exp(-x*x)*${ratio("x", middle)}`,
    `erfc_far(x) = exp(-x*x)*(1/sqrt(pi) - ${ratio("(1/(x*x))", far)}/(x*x))/x`,
    "erfc_above(x) = if x <= 4 then erfc_middle(x) else erfc_far(x)",
    "erf_half(x) = if abs(x) <= 0.46875 then 0.5*(1 - erf_near(x)) else if x > 0 then 0.5*erfc_above(x) else 1 - 0.5*erfc_above(-x)",
    "phi(x) = erf_half(-x/sqrt(2))",
  ],
  gamln: [
    `lanczos_of(x) = ${lanczos.first} + ${lanczos.others.map((c, k) => `${c}/(x + ${k + 1})`).join(" + ")}`,
    "gamln(x) = 0.5*ln(2*pi) + (x + 0.5)*ln(x + 7.5) - (x + 7.5) + ln(lanczos_of(x)) - ln(x)",
  ],
};

/** Lines that define those functions that the texts call. */
export function specialFunctions(texts: readonly string[]): readonly Line[] {
  const called = Object.keys(library).filter((name) =>
    texts.some((text) => new RegExp(`\\b${name}\\s*\\(`).test(text)),
  );
  return called.flatMap((name) =>
    library[name]!.map((line): Line => {
      const at = line.indexOf(" = ") + 3;
      return { prefix: line.slice(0, at), text: line.slice(at), suffix: "", path: "" };
    }),
  );
}
