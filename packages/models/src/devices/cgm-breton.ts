import { drawNormal } from "@homeostat/engine";
import type { Device } from "./device.ts";

/** Coefficients of one older sensor. */
const noise = { autocorrelation: 0.7, gamma: -0.5444, lambda: 15.9574, delta: 1.6898, xi: -5.471 } as const;

/** The sensor of Breton & Kovatchev 2008, a reading each quarter of an hour: noise that remembers, bent into Johnson's SU shape. */
export const bretonCgm: Device<{ readonly noise: number }, { readonly interstitial: number }, number> = {
  id: "cgm-breton-2008",
  title: "Older sensor (2008)",
  reference: "Breton M, Kovatchev B. J Diabetes Sci Technol 2008;2:853-62",
  nature: "published",
  stepMinutes: 15,
  begin: () => ({ noise: 0 }),
  step: (state, { interstitial }, chance) => {
    const next = noise.autocorrelation * (state.noise + drawNormal(chance));
    const error = noise.xi + noise.lambda * Math.sinh((next - noise.gamma) / noise.delta);
    return { state: { noise: next }, output: interstitial + error };
  },
};
