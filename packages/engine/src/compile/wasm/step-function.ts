import { beginning, control } from "../../solve/step-control.ts";
import { stands } from "../layout.ts";
import { FunctionCode, type Local } from "./function-code.ts";
import type { ModuleParts } from "./module-parts.ts";
import { roughLogarithm, roughPower } from "./rough-powers.ts";

export interface StepCalls {
  /** Pushes the error of an attempt from a time by a step, a lane each. */
  readonly attempt: (code: FunctionCode, time: Local, h: Local) => unknown;
  /** Attempts are never shorter, where given. */
  readonly shortest?: number;
  /** Where a mask stands of the lanes that the attempt could not answer for, where it can tell. */
  readonly doubtful?: number;
  /** What an accepted step takes over, an array of states each. */
  readonly moves: readonly { readonly from: number; readonly to: number }[];
  readonly dense: number;
}

/**
 * () → a bit for each lane that cannot go on (its step too small, or too many tries). One attempt for both lanes, each
 * with its own time, step and verdict: neither knows of the other.
 */
export function stepFunction(parts: ModuleParts, calls: StepCalls): FunctionCode {
  const code = new FunctionCode([], ["i32"]);
  const { layout, method } = parts;
  const vectors = () => code.local("v128");
  const [time, step, h, tried, clipped, next, error, accepted, logarithm, factor] = Array.from(
    { length: 10 },
    vectors,
  ) as [Local, Local, Local, Local, Local, Local, Local, Local, Local, Local];

  code.load(layout.time).set(time).load(layout.step).set(step);
  code
    .get(time)
    .get(step)
    .number(1 + 1e-7)
    .op("f64x2.mul", "f64x2.add");
  code.load(layout.end).op("f64x2.ge").set(clipped);
  code.load(layout.end).get(time).get(step).op("f64x2.add").get(clipped).op("v128.bitselect").set(next);
  // As long as the times say, unless they are too coarse to tell.
  code.get(step).get(next).get(time).op("f64x2.sub");
  code.get(next).get(time).op("f64x2.eq", "v128.bitselect").set(h);
  code.get(h);
  if (calls.shortest !== undefined) code.number(calls.shortest).op("f64x2.pmax");
  code.set(tried);
  calls.attempt(code, time, tried);
  code.tee(error);
  code.number(1).op("f64x2.le").load(layout.active).op("v128.and").set(accepted);
  code
    .load(layout.wanted)
    .get(next)
    .op("f64x2.lt")
    .get(accepted)
    .op("v128.and", "v128.any_true")
    .if(() => {
      code.get(time).get(tried).get(next).get(accepted).call(calls.dense);
    });

  roughLogarithm(code.get(error).number(control.smallestError).op("f64x2.pmax")).set(logarithm);
  code.number(control.safety).load(layout.before).number(control.beta).op("f64x2.mul");
  code.get(accepted).op("v128.and");
  code.get(logarithm).number(control.alpha(method.order)).op("f64x2.mul", "f64x2.sub");
  roughPower(code).op("f64x2.mul").number(control.mostShrink).op("f64x2.pmax").set(factor);
  controlCode(code, parts, { step, h, clipped, error, accepted, logarithm, factor });
  acceptCode(code, parts, calls.moves, accepted);
  code.store(layout.time, () => code.get(next).get(time).get(accepted).op("v128.bitselect"));
  countCode(code, parts, accepted);
  stuckCode(code, parts, time, accepted, calls.doubtful);
  return code;
}

interface ControlLocals {
  readonly step: Local;
  readonly h: Local;
  readonly clipped: Local;
  readonly error: Local;
  readonly accepted: Local;
  /** The logarithm of the error. */
  readonly logarithm: Local;
  /** The factor to the next step, before its upper bound. */
  readonly factor: Local;
}

/** The control of step-control.ts on both lanes, and the rule for steps that an edge cut short. */
function controlCode(
  code: FunctionCode,
  { layout }: ModuleParts,
  { step, h, clipped, error, accepted, logarithm, factor }: ControlLocals,
): void {
  const [grow, wanted, kept] = [code.local("v128"), code.local("v128"), code.local("v128")];
  code.number(1).number(control.mostGrowth).load(layout.rejected).op("v128.bitselect");
  code.get(factor).op("f64x2.min").set(grow);
  code.get(h).get(grow).op("f64x2.mul").set(wanted);

  // A step that an edge cut short teaches nothing, unless it was nearly whole or its error asks for less.
  code.get(wanted).get(step).get(clipped).op("v128.not");
  code.get(h).get(step).number(0.5).op("f64x2.mul", "f64x2.ge", "v128.or");
  code
    .get(wanted)
    .get(step)
    .op("f64x2.lt")
    .get(grow)
    .number(control.mostGrowth)
    .op("f64x2.lt", "v128.and", "v128.or");
  code.op("v128.bitselect").set(kept);

  code.store(layout.step, () => {
    code.get(kept).get(factor).number(control.blindShrink);
    code.get(error).number(Number.POSITIVE_INFINITY).op("f64x2.lt", "v128.bitselect");
    code.get(h).op("f64x2.mul").get(accepted).op("v128.bitselect");
  });
  code.store(layout.before, () => {
    code.get(logarithm).number(beginning).op("f64x2.pmax");
    code.load(layout.before).get(accepted).op("v128.bitselect");
  });
  code.store(layout.rejected, () => code.get(accepted).op("v128.not"));
}

/** The accepted lanes take over where the step leads: most often both, for which copies do. */
function acceptCode(
  code: FunctionCode,
  { system }: ModuleParts,
  moves: StepCalls["moves"],
  accepted: Local,
): void {
  const places = system.states.flatMap((_, state) =>
    stands(system, state)
      ? []
      : moves.map(({ from, to }) => ({ from: from + 16 * state, to: to + 16 * state })),
  );
  code
    .get(accepted)
    .op("i64x2.bitmask")
    .integer(bothLanes)
    .op("i32.eq")
    .if(
      () => {
        for (const { from, to } of places) code.store(to, () => code.load(from));
      },
      () => {
        for (const { from, to } of places) {
          code.store(to, () => code.load(from).load(to).get(accepted).op("v128.bitselect"));
        }
      },
    );
}

const bothLanes = 3;

function countCode(code: FunctionCode, { layout }: ModuleParts, accepted: Local): void {
  code.store(layout.accepts, () => code.load(layout.accepts).get(accepted).op("i64x2.sub"));
  code.store(layout.rejects, () => {
    code.load(layout.rejects).load(layout.active).get(accepted).op("v128.andnot", "i64x2.sub");
  });
  code.store(layout.tries, () => code.load(layout.tries).load(layout.active).op("i64x2.sub"));
}

/** A rejected lane whose time can no longer move, any lane out of tries, and those that an attempt doubts. */
function stuckCode(
  code: FunctionCode,
  { layout }: ModuleParts,
  time: Local,
  accepted: Local,
  doubtful: number | undefined,
): void {
  code
    .load(layout.step)
    .number(1 / 16)
    .op("f64x2.mul")
    .get(time)
    .op("f64x2.add")
    .get(time)
    .op("f64x2.eq");
  code.get(accepted).op("v128.andnot");
  code.load(layout.tries).load(layout.mostTries).op("i64x2.gt_s", "v128.or");
  if (doubtful !== undefined) code.load(doubtful).op("v128.or");
  code.load(layout.active).op("v128.and", "i64x2.bitmask");
}
