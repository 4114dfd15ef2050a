import { type ModelSpec, model } from "@homeostat/engine";

/** What both modes of production share. Target cells are many and stay so: a virion infects at a constant rate. */
const shared = {
  reference: {
    citation:
      "Pearson JE, Krapivsky P, Perelson AS. Stochastic theory of early viral infection: continuous versus burst production of " +
      "virions. PLoS Comput Biol 2011;7:e1001058",
    doi: "10.1371/journal.pcbi.1001058",
    note: "rates of HIV from the sources of each parameter; infection from R0, as R0 = N·a/(a + c)",
  },
  status: "verified",
  time: "d",
  states: {
    V: { is: "free virions", unit: "{virions}", start: "V0" },
    I: { is: "infected cells", unit: "{cells}", start: "I0" },
  },
  inputs: {
    blocked: {
      is: "share of infections that a drug prevents (reverse transcriptase, entry or integrase inhibitor)",
      unit: "1",
      default: 0,
    },
  },
  parameters: {
    V0: {
      is: "virions at exposure",
      unit: "{virions}",
      value: 0,
      range: [0, 1e6],
      source: "the paper's case",
    },
    I0: {
      is: "infected cells at exposure",
      unit: "{cells}",
      value: 1,
      range: [0, 1000],
      source: "the paper's case",
    },
    R0: {
      is: "cells that an infected cell infects, at the start",
      unit: "1",
      value: 8,
      range: [0.1, 30],
      source: "Ribeiro 2010, J Virol 84:6096: median of 47 people, interquartile range 4.9 to 11",
    },
    N: {
      is: "virions that an infected cell makes",
      unit: "{virions}",
      value: 50_000,
      range: [2, 1e6],
      source: "Chen 2007, PNAS 104:19079 (single-cycle SIV in macaques, 1.4e4 to 1.2e5)",
    },
    c: {
      is: "clearance of virions",
      unit: "/d",
      value: 23,
      range: [0.1, 100],
      source: "Ramratnam 1999, Lancet 354:1782: mean of four people, 9.1 to 36",
    },
    delta: {
      is: "death of infected cells",
      unit: "/d",
      value: 1,
      range: [0.1, 10],
      source: "Markowitz 2003, J Virol 77:5037",
    },
  },
  outputs: {
    virions: { is: "free virions", equals: "V", unit: "{virions}" },
    infectedCells: { is: "infected cells", equals: "I", unit: "{cells}" },
    cleared: {
      is: "1 once no virion and no infected cell is left: its mean over members is the probability of extinction",
      equals: "if V + I < 0.5 then 1 else 0",
      unit: "1",
    },
  },
} as const;

const use =
  "Whether an exposure to HIV comes to an infection, and how drugs before or after it change that, by chance (jumps); not after the " +
  "first days, when target cells become few and immunity begins, nor for latently infected cells.";

const reactions = {
  infection: { is: "a virion infects a cell", rate: "a*(1 - blocked)*V", changes: { V: -1, I: 1 } },
  clearance: { is: "a virion is cleared", rate: "c*V", changes: { V: -1 } },
} as const satisfies ModelSpec["reactions"];

/** Virions leave a living cell one by one. */
export const earlyHivPearson2011 = model({
  ...shared,
  id: "early-hiv-pearson-2011",
  title: "First days of an HIV infection, virions made one by one (stochastic)",
  use,
  equations: "a = c*R0/(N - R0)",
  reactions: {
    ...reactions,
    production: { is: "an infected cell releases a virion", rate: "delta*N*I", changes: { V: 1 } },
    death: { is: "an infected cell dies", rate: "delta*I", changes: { I: -1 } },
  },
});

/** A cell dies in the burst of all its virions. */
export const earlyHivBurstPearson2011 = model({
  ...shared,
  id: "early-hiv-burst-pearson-2011",
  title: "First days of an HIV infection, virions made in bursts (stochastic)",
  use,
  equations: "a = c*R0/(N - R0)",
  reactions: {
    ...reactions,
    burst: { is: "an infected cell bursts", rate: "delta*I", changes: { I: -1, V: "N" } },
  },
});
