/**
 * The law of the Gompertz diffusion (Albano & Giorno 2006): ln X is an Ornstein–Uhlenbeck process of mean
 * ln X0·e^(−βt) + (α − σ²/2)/β·(1 − e^(−βt)) and variance σ²/2β·(1 − e^(−2βt)); without noise it comes to e^(α/β) = 8.6e8 cells.
 */
import { type SchemeName, simulate, simulateEnsemble } from "@homeostat/engine";
import { expect, it } from "vitest";
import { gompertzAlbanoGiorno2006 } from "./gompertz-albano-giorno-2006.ts";

const [alpha, beta, variance, year] = [6.46, 0.314, 0.1, 365.25];

it.each(["euler-maruyama", "milstein"] as readonly SchemeName[])("has its law by %s", (scheme) => {
  const members = 500;
  const step = 2;
  const noise = { seed: 3, step, scheme };
  const at = [2 * year, 8 * year];
  const { outputs } = simulateEnsemble(gompertzAlbanoGiorno2006, { members, to: 8 * year, at, noise });
  at.forEach((t, i) => {
    const years = t / year;
    const mean = ((alpha - variance / 2) / beta) * -Math.expm1(-beta * years);
    const spread = (variance / (2 * beta)) * -Math.expm1(-2 * beta * years);
    const logs = Array.from({ length: members }, (_, m) => outputs.logCells[2 * m + i]! * Math.LN10);
    const found = logs.reduce((sum, one) => sum + one, 0) / members;
    const sd2 = logs.reduce((sum, one) => sum + (one - found) ** 2, 0) / (members - 1);
    // A step of length h falls short of growth g by g²·h/2 a time, of which the mean keeps no more than it all.
    const short = ((step / year) * alpha ** 2 * -Math.expm1(-2 * beta * years)) / (4 * beta);
    expect(Math.abs(found - mean)).toBeLessThan(3 * Math.sqrt(spread / members) + short);
    expect(Math.abs(sd2 / spread - 1)).toBeLessThan(4 * Math.sqrt(2 / members) + 0.02);
  });
});

it("comes, without noise, to the size where growth ends", () => {
  const { outputs } = simulate(gompertzAlbanoGiorno2006, { to: 60 * year, noise: "off" });
  expect(outputs.cells.at(-1)! / 8.6e8).toBeCloseTo(1, 2);
});
