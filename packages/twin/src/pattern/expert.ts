import { bends, changes, constant, type Feature, inputsOf, level, restlessness } from "./features.ts";
import type { Moment } from "./moment.ts";

/**
 * The one expert on a person's pattern, in every twin's forecast and in the backtest of files: a linear autoregression on
 * what glucose did in the last half hour, how far it is from the person's usual, and where a straight line is not enough.
 * Its coefficients are everyone's, moved by a person's own readings as far as these carry them.
 */
export const patternFeatures: readonly Feature[] = [constant, changes(6), level, bends];
export const patternSize = 16;
/** Where among the inputs the three newest changes stand, and the height over the usual. */
export const patternPlaces = { newest: [1, 2, 3], level: 7 } as const;

/** Everyone's coefficients count as much as this many rows after as many of a person's own; and what holds them to zero. */
export const patternRows = { own: 1000, ridge: 300 } as const;
/** Path error (mg/dL) from which a row's weight falls as its inverse. */
export const robustFrom = 15;
/** A person's usual is drawn towards everyone's as by this many readings. */
export const usualBorrowed = 72;
/** Steps that must be known before a forecast is made or learnt from. */
export const fewestKnown = 6;

export const patternInputs = (moment: Moment): Float64Array => inputsOf(moment, patternFeatures);

/** Rows weigh less the more restless glucose was before them, for errors grow with it. */
export const calmness = (moment: Moment): number => 1 / (1 + restlessness(moment, 12));

/** A row that is far off what was expected weighs less (Huber). @param errors along the path, mg/dL */
export function robustness(errors: ArrayLike<number>, from = robustFrom): number {
  let squares = 0;
  for (let k = 0; k < errors.length; k++) squares += errors[k]! ** 2;
  return from / Math.hypot(Math.sqrt(squares / errors.length), from);
}
