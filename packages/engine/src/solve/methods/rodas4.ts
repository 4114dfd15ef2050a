import { denseRows, type RosenbrockMethod } from "./rosenbrock-method.ts";

const fifth = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895] as const;
const weights = [...fifth, 1, 1];

/**
 * Hairer & Wanner, Solving Ordinary Differential Equations II, IV.10 (their code RODAS, first set of coefficients):
 * order 4(3), six stages, L-stable and stiffly accurate in both the step and the estimate; dense output of order 3.
 */
export const rodas4: RosenbrockMethod = {
  name: "rodas4",
  order: 4,
  gamma: 0.25,
  c: [0, 0.386, 0.21, 0.63, 1, 1],
  drift: [0.25, -0.1043, 0.1035, -0.0362, 0, 0],
  a: [
    [],
    [1.544],
    [0.9466785280815826, 0.2557011698983284],
    [3.314825187068521, 2.896124015972201, 0.9986419139977817],
    fifth,
    [...fifth, 1],
  ],
  coupling: [
    [],
    [-5.6688],
    [-2.430093356833875, -0.2063599157091915],
    [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
    [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
    [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
  ],
  weights,
  error: [0, 0, 0, 0, 0, 1],
  dense: denseRows(weights, [
    [10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662, 0],
    [-0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872, 0],
  ]),
};
