import { model, type ParameterSpec, type Spread } from "@homeostat/engine";

const paper = "Hamberg 2010, table 2";
const refit = "log-normal spreads of a refit: Augustin 2023, models of mipd-warfarin";
const spread = (sd: number): Spread => ({ kind: "logNormal", cv: Math.sqrt(Math.expm1(sd * sd)) });
const count = (is: string, value: number) =>
  ({ is, unit: "1", value, range: [0, 2], source: "genotype" }) satisfies ParameterSpec;

/**
 * S-warfarin and the INR: clearance is the sum over both CYP2C9 alleles and falls with age; the concentration of half
 * effect is the sum over both VKORC1 alleles; clotting factors follow through two chains of three compartments.
 * Tablets are racemic: half of a dose is S-warfarin. Alleles are counted: what is neither *2 nor *3 is *1, what is not
 * A is G.
 */
export const warfarinHamberg2010 = model({
  id: "warfarin-hamberg-2010",
  title: "Warfarin and the INR, with CYP2C9, VKORC1 and age",
  reference: {
    citation:
      "Hamberg AK, Wadelius M, Lindh JD, et al. A pharmacometric model describing the relationship between warfarin dose and INR " +
      "response with respect to variations in CYP2C9, VKORC1, and age. Clin Pharmacol Ther 2010;87:727-34",
    doi: "10.1038/clpt.2010.37",
  },
  use: "Maintenance doses of warfarin in adults by genotype; not for bleeding, reversal or interactions.",
  status: "verified",
  time: "h",
  states: {
    depot: { is: "S-warfarin in the gut", unit: "mg", start: 0 },
    central: { is: "S-warfarin in the body", unit: "mg", start: 0 },
    fast1: { is: "short chain, first stage", unit: "1", start: 1 },
    fast2: { is: "short chain, second stage", unit: "1", start: 1 },
    fast3: { is: "short chain, third stage", unit: "1", start: 1 },
    slow1: { is: "long chain, first stage", unit: "1", start: 1 },
    slow2: { is: "long chain, second stage", unit: "1", start: 1 },
    slow3: { is: "long chain, third stage", unit: "1", start: 1 },
  },
  inputs: {
    swallowed: { is: "racemic warfarin being swallowed", unit: "mg/h", default: 0 },
    age: { is: "age", unit: "a", default: 71 },
  },
  parameters: {
    variants2: count("alleles CYP2C9 *2", 0),
    variants3: count("alleles CYP2C9 *3", 0),
    variantsA: count("alleles VKORC1 A", 0),
    KA: { is: "absorption", unit: "/h", value: 2, source: paper },
    V: {
      is: "volume",
      unit: "L",
      value: 14.3,
      spread: spread(0.054),
      range: [5, 40],
      source: `${paper}; ${refit}`,
    },
    CL1: { is: "clearance by an allele *1", unit: "L/h", value: 0.174, source: paper },
    CL2: { is: "clearance by an allele *2", unit: "L/h", value: 0.0879, source: paper },
    CL3: { is: "clearance by an allele *3", unit: "L/h", value: 0.0422, source: paper },
    personalClearance: {
      is: "clearance relative to that of others of the genotype and age",
      unit: "1",
      value: 1,
      spread: spread(0.071),
      range: [0.2, 5],
      source: refit,
    },
    ageing: { is: "change of clearance per year from 71", unit: "/a", value: -0.00571, source: paper },
    halfG: {
      is: "half of the concentration of half effect, allele G",
      unit: "mg/L",
      value: 2.05,
      source: paper,
    },
    halfA: {
      is: "half of the concentration of half effect, allele A",
      unit: "mg/L",
      value: 0.96,
      source: paper,
    },
    personalHalf: {
      is: "concentration of half effect relative to that of others of the genotype",
      unit: "1",
      value: 1,
      spread: spread(0.24),
      range: [0.1, 10],
      source: refit,
    },
    Emax: { is: "greatest inhibition", unit: "1", value: 1, source: paper },
    gamma: { is: "steepness of the effect", unit: "1", value: 1.15, source: paper },
    MTT1: { is: "mean transit time of the short chain", unit: "h", value: 28.6, source: paper },
    MTT2: { is: "mean transit time of the long chain", unit: "h", value: 118.3, source: paper },
    baseline: { is: "INR without warfarin", unit: "1", value: 1, range: [0.8, 1.4], source: paper },
    shift: { is: "greatest rise of the INR", unit: "1", value: 20, source: paper },
    noise: { is: "standard deviation of ln(INR)", unit: "1", value: 0.19, source: refit },
  },
  equations: `
    alleles = CL1*(2 - variants2 - variants3) + CL2*variants2 + CL3*variants3
    CL = alleles*(1 + ageing*(age - 71 'a'))*personalClearance
    half = (halfG*(2 - variantsA) + halfA*variantsA)*personalHalf
    level = central/V
    strength = (level/half)^gamma
    effect = Emax*strength/(1 + strength)
    k1 = 3/MTT1
    k2 = 3/MTT2
    der(depot) = swallowed/2 - KA*depot
    der(central) = KA*depot - CL*level
    der(fast1) = k1*(1 - effect - fast1)
    der(fast2) = k1*(fast1 - fast2)
    der(fast3) = k1*(fast2 - fast3)
    der(slow1) = k2*(1 - effect - slow1)
    der(slow2) = k2*(slow1 - slow2)
    der(slow3) = k2*(slow2 - slow3)
    inr = baseline + shift*(1 - (fast3 + slow3)/2)
  `,
  doses: {
    tablets: {
      is: "racemic warfarin, swallowed within a minute",
      unit: "mg",
      into: "swallowed",
      over: 1 / 60,
    },
  },
  outputs: {
    INR: { is: "international normalised ratio", equals: "inr", unit: "1", loinc: "6301-6" },
    concentration: { is: "S-warfarin in plasma", equals: "level", unit: "mg/L" },
    lnINR: { is: "logarithm of the INR", equals: "ln(inr)", unit: "1" },
    lnINRVariance: { is: "variance of the logarithm of a measured INR", equals: "noise^2", unit: "1" },
  },
});
