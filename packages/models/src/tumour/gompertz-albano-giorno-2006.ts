import { model } from "@homeostat/engine";

/** Cells whose growth slows with the logarithm of their number, and fluctuates in proportion to it: a log-normal law at all times. */
export const gompertzAlbanoGiorno2006 = model({
  id: "gompertz-albano-giorno-2006",
  title: "Growth of a parathyroid adenoma, Gompertz with noise (stochastic)",
  reference: {
    citation: "Albano G, Giorno V. A stochastic model in tumor growth. J Theor Biol 2006;242:329-36",
    doi: "10.1016/j.jtbi.2006.03.001",
    note: "the Gompertz diffusion without treatment; growth and slowing of Parfitt 1991",
  },
  use:
    "How far apart tumours of one kind grow by chance, and what a drug that slows division would have to do; the strength of the noise is " +
    "no estimate. Not for a prognosis.",
  status: "verified",
  time: "d",
  states: { X: { is: "tumour cells", unit: "{cells}", start: "X0" } },
  inputs: {
    inhibition: { is: "growth that a treatment takes away", unit: "/a", default: 0 },
  },
  parameters: {
    X0: {
      is: "cells at the start",
      unit: "{cells}",
      value: 1,
      range: [1, 1e9],
      source: "a clone of one cell",
    },
    alpha: {
      is: "growth of the first cell",
      unit: "/a",
      value: 6.46,
      range: [0.1, 50],
      source: "Parfitt 1991, Clin Endocrinol 35:151",
    },
    beta: {
      is: "slowing of growth",
      unit: "/a",
      value: 0.314,
      range: [0.01, 5],
      source: "Parfitt 1991, Clin Endocrinol 35:151",
    },
    variance: {
      is: "variance that noise adds to the logarithm of cells",
      unit: "/a",
      value: 0.1,
      range: [0, 10],
      source: "illustration",
    },
  },
  equations: `
    growth = convert(alpha - inhibition - beta*ln(X), '/d')
    der(X) = growth*X
  `,
  noise: { X: "sqrt(convert(variance, '/d'))*X" },
  outputs: {
    cells: { is: "tumour cells", equals: "X", unit: "{cells}" },
    logCells: { is: "logarithm of tumour cells, base 10", equals: "log10(X)", unit: "1" },
  },
});
