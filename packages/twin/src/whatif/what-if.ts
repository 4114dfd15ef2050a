import { quantilesOf } from "@homeostat/engine/infer";
import { assimilate, concerns } from "../assimilate/assimilate.ts";
import { EnsembleRun, type RunStart } from "../assimilate/ensemble-run.ts";
import type { Witness } from "../assimilate/fold.ts";
import { type Forecast, type ForecastPoint, forecastLevels } from "../forecast/forecast.ts";
import { type ForecastAsk, forecastFrom, type Made } from "../forecast/make.ts";
import type { Instant, Observation } from "../observation/observation.ts";
import { compareInputs, openInputs, takenInput } from "../twin/inputs.ts";
import { type Prepared, takeOf } from "../twin/prepare.ts";
import type { TakenInput, Twin } from "../twin/twin.ts";
import { changedInputs, firstChange } from "./changes.ts";
import type { Scenario } from "./scenario.ts";

export interface WhatIf {
  readonly today: Forecast;
  readonly changed: Forecast;
  /** Quantiles of changed − today at `forecastLevels`, member by member: they share their chance, so it is narrow. */
  readonly difference: readonly ForecastPoint[];
}

/** Where a person's what-ifs start: worked out once, tried as often as wanted. */
export interface WhatIfBase {
  readonly prepared: Prepared;
  /** The twin as it is now. */
  readonly twin: Twin;
  readonly today: Made;
  readonly ask: ForecastAsk;
  /** An earlier twin, all inputs since then, and what measurements since then did to each member. */
  readonly earlier: Earlier;
}

interface Earlier {
  readonly start: RunStart;
  readonly inputs: readonly TakenInput[];
  readonly corrections: readonly Correction[];
}

/** The members' rows before and after the measurements of one instant. */
interface Correction {
  readonly at: Instant;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/**
 * Makes the base of a person's what-ifs.
 *
 * @param earlier a snapshot, as old as the oldest input that one may want to change or leave out
 * @param since what was observed after it, up to now; empty where the snapshot is of now
 */
export function whatIfBase(
  prepared: Prepared,
  earlier: Twin,
  since: readonly Observation[],
  ask: ForecastAsk,
): WhatIfBase {
  const corrections: Correction[] = [];
  const { twin } = assimilate(prepared, earlier, since, correctionsOf(corrections));
  const today = forecastFrom(prepared, twin, twin, twin.inputs, ask, "");
  return {
    prepared,
    twin,
    today,
    ask,
    earlier: { start: earlier, inputs: inputsOf(prepared, earlier, since), corrections },
  };
}

/**
 * Tries a scenario. Changes in the future branch off now. Changes in the past go back to the earlier snapshot: each
 * member lives through the time again with the other inputs, and what the measurements taught it then (the part of its
 * course that its inputs do not explain) happens to it again, so that only the change makes the difference.
 *
 * @throws HomeostatError HS3080 for a change that cannot be tried
 */
export function whatIf(base: WhatIfBase, scenario: Scenario): WhatIf {
  const { prepared, twin, today, ask, earlier } = base;
  const past = firstChange(earlier.inputs, scenario) < twin.watermark;
  const inputs = changedInputs(prepared, past ? earlier.inputs : twin.inputs, scenario);
  const start = past ? relive(prepared, earlier, inputs, twin.watermark) : twin;
  const open = openInputs(prepared, inputs, twin.watermark);
  const changed = forecastFrom(
    prepared,
    twin,
    start,
    open,
    ask,
    JSON.stringify(scenario.changes),
    today.move,
  );
  return { today: today.forecast, changed: changed.forecast, difference: differenceOf(twin, today, changed) };
}

function inputsOf(prepared: Prepared, earlier: Twin, since: readonly Observation[]): readonly TakenInput[] {
  const taken = since.flatMap((observation) => {
    const take = concerns(prepared, observation) ? takeOf(prepared.design, observation.code) : -1;
    return take < 0 || observation.start < earlier.watermark ? [] : [takenInput(prepared, take, observation)];
  });
  return [...earlier.inputs, ...taken].sort(compareInputs);
}

function correctionsOf(corrections: Correction[]): Witness {
  let before = new Float64Array(0);
  return {
    before: (run) => {
      before = run.ensemble.x.slice();
    },
    after: (run) => {
      corrections.push({ at: run.at, before, after: run.ensemble.x.slice() });
    },
  };
}

function relive(prepared: Prepared, earlier: Earlier, inputs: readonly TakenInput[], now: Instant): RunStart {
  const run = new EnsembleRun(prepared, earlier.start);
  const { x } = run.ensemble;
  for (const { at, before, after } of earlier.corrections) {
    run.advanceTo(at, inputs);
    for (let i = 0; i < x.length; i++) x[i] = after[i]! + (x[i]! - before[i]!);
    run.clip();
    run.refresh();
  }
  return { ...earlier.start, watermark: now, members: run.members };
}

function differenceOf({ members }: Twin, today: Made, changed: Made): ForecastPoint[] {
  return today.paths.points.map((at, i) => {
    const before = today.paths.truth[i]!;
    const gap = changed.paths.truth[i]!.map((value, m) => value - before[m]!);
    return { at, quantiles: Array.from(quantilesOf(gap, members.weights, forecastLevels)) };
  });
}
