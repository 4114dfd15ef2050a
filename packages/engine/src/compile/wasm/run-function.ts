import { FunctionCode } from "./function-code.ts";
import type { ModuleParts } from "./module-parts.ts";

export interface RunCalls {
  readonly enter: number;
  readonly constants: number;
  /** Where steps begin with a stage that they take over from the one before. */
  readonly firstStage?: number;
  readonly step: number;
}

/** What `run` returns: nothing yet (its budget is spent), a lane at its goal, or lanes that cannot go on. */
export const runAnswers = { budget: 0, goal: 4, stuck: 8 } as const;

/**
 * (most attempts) → goal + lane, stuck + a bit a lane, or budget. The whole loop: it goes on from where it stood, and
 * leaves only when a lane needs a new member, or the budget is spent.
 */
export function runFunction({ layout }: ModuleParts, calls: RunCalls): FunctionCode {
  const code = new FunctionCode(["i32"], ["i32"]);
  const budget = 0;
  const stuck = code.local("i32");
  code.loop(() => {
    for (const lane of [0, 1] as const) {
      code.load(layout.active).load(layout.time).load(layout.end).op("f64x2.ge", "v128.and", "i64x2.bitmask");
      code
        .integer(1 << lane)
        .op("i32.and")
        .if(() => {
          code
            .load(layout.time)
            .lane(lane)
            .load(layout.goal)
            .lane(lane)
            .op("f64.ge")
            .if(() => {
              code.integer(runAnswers.goal + lane).op("return");
            });
          code.integer(lane).call(calls.enter);
        });
    }
    code
      .load(layout.fresh)
      .op("v128.any_true")
      .if(() => {
        code
          .integer(0)
          .loadInteger(layout.stale)
          .if(() => {
            code.call(calls.constants);
            code.integer(0).integer(0).storeInteger(layout.stale);
          });
        if (calls.firstStage !== undefined) code.load(layout.time).call(calls.firstStage);
        code.store(layout.fresh, () => code.number(0));
      });
    code
      .call(calls.step)
      .tee(stuck)
      .if(() => {
        code.get(stuck).integer(runAnswers.stuck).op("i32.or", "return");
      });
    code
      .get(budget)
      .integer(1)
      .op("i32.sub")
      .tee(budget)
      .if(() => {
        code.again(1);
      });
  });
  return code.integer(runAnswers.budget);
}
