import { brusselator, pleiades } from "./larger-problems.ts";
import { type StiffProblem, stiffProblem } from "./stiff-problem.ts";

const robertson = (to: string, rest: Omit<StiffProblem, "model">) =>
  stiffProblem(
    `robertson to ${to}`,
    { a: 1, b: 0, c: 0 },
    `
    fast = 1e4*b*c
    der(a) = k*(-0.04*a + fast)
    der(b) = k*(0.04*a - fast - 3e7*b^2)
    der(c) = k*3e7*b^2
  `,
    rest,
  );

const robertsonPublished = robertson("1e11", {
  to: 1e11,
  absolute: 1e-14,
  reference: { a: 0.2083340149701255e-7, b: 0.8333360770334713e-13, c: 0.999999979166505 },
});

/**
 * The published values at 1e11 carried on in 40 digits by the implicit midpoint rule over the logarithm of time,
 * extrapolated from 32, 64, 128 and 256 steps; the last extrapolations agree in 14 digits.
 */
const robertsonOn = robertson("4e11", {
  to: 4e11,
  absolute: 1e-15,
  reference: { a: 5.208353144253475e-9, b: 2.083341268422088e-14, c: 0.999999994791626 },
});

const vanDerPol = stiffProblem(
  "van der Pol",
  { x: 2, z: 0 },
  `
    der(x) = k*z
    der(z) = k*((1 - x^2)*z - x)/1e-6
  `,
  { to: 2, absolute: 1e-8, reference: { x: 1.706167732170483, z: -0.8928097010247975 } },
);

const hires = stiffProblem(
  "HIRES",
  { y1: 1, y2: 0, y3: 0, y4: 0, y5: 0, y6: 0, y7: 0, y8: 0.0057 },
  `
    der(y1) = k*(-1.71*y1 + 0.43*y2 + 8.32*y3 + 0.0007)
    der(y2) = k*(1.71*y1 - 8.75*y2)
    der(y3) = k*(-10.03*y3 + 0.43*y4 + 0.035*y5)
    der(y4) = k*(8.32*y2 + 1.71*y3 - 1.12*y4)
    der(y5) = k*(-1.745*y5 + 0.43*y6 + 0.43*y7)
    der(y6) = k*(-280*y6*y8 + 0.69*y4 + 1.71*y5 - 0.43*y6 + 0.69*y7)
    der(y7) = k*(280*y6*y8 - 1.81*y7)
    der(y8) = -k*(280*y6*y8 - 1.81*y7)
  `,
  {
    to: 321.8122,
    absolute: 1e-9,
    reference: {
      y1: 0.7371312573325668e-3,
      y2: 0.1442485726316185e-3,
      y3: 0.5888729740967575e-4,
      y4: 0.1175651343283149e-2,
      y5: 0.2386356198831331e-2,
      y6: 0.6238968252742796e-2,
      y7: 0.2849998395185769e-2,
      y8: 0.2850001604814231e-2,
    },
  },
);

const oregonator = stiffProblem(
  "OREGO",
  { x: 1, y: 2, z: 3 },
  `
    der(x) = k*77.27*(y + x*(1 - 8.375e-6*x - y))
    der(y) = k*(z - (1 + x)*y)/77.27
    der(z) = k*0.161*(x - z)
  `,
  {
    to: 360,
    absolute: 1e-6,
    reference: { x: 1.000814870318523, y: 1228.178521549917, z: 132.0554942846706 },
  },
);

export const stiffSet: readonly StiffProblem[] = [
  robertsonPublished,
  robertsonOn,
  vanDerPol,
  hires,
  oregonator,
  brusselator,
  pleiades,
];
