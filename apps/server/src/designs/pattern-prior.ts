import type { Scoring } from "@homeostat/twin";

/** What one reading tells of a pattern, on average over horizons that hardly differ. */
const information = [
  0.1444, -0.001189, -0.001287, -0.001218, -0.00325, -0.01049, -0.001189, 0.02124, 0.009273, 0.004052,
  0.002771, 0.002207, -0.001287, 0.009273, 0.0207, 0.009005, 0.005694, 0.004069, -0.001218, 0.004052,
  0.009005, 0.02042, 0.01268, 0.004692, -0.00325, 0.002771, 0.005694, 0.01268, 0.08876, 0.01477, -0.01049,
  0.002207, 0.004069, 0.004692, 0.01477, 0.07893,
];

/** A person's own pattern counts as much as this many readings of others' after as many of their own. */
const rows = 1500;

/**
 * What people's glucose does in the next 15, 30 and 60 min after what it did in the last half hour, as virtual people show
 * it: made by `node scripts/pattern-prior.ts 12 5 3` (the information is that of 30 min).
 */
export const patternPrior: NonNullable<Scoring["patterns"]> = [
  { coefficients: [-0.1379, 8.689, -0.08978, -0.3227, 0.8372, -1.952], information, rows },
  { coefficients: [-0.08822, 9.851, 0.5895, 0.5005, 1.993, -4.874], information, rows },
  { coefficients: [0.4744, 12.05, 2.601, 2.464, 3.161, -11.9], information, rows },
];
