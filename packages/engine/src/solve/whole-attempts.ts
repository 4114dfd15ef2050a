import type { Kernel } from "../compile/kernel.ts";
import type { InputsInForce } from "./inputs-in-force.ts";
import type { Method } from "./methods/method.ts";
import type { Problem, WholeAttempt } from "./stepper.ts";

/** So many attempts are made stage by stage first: a short run does not pay for code of its own. */
const unpaid = 40;

/** The kernel's attempts for a problem of one stepper, which asks for one pair; for inputs that rest between edges. */
export function wholeAttempts(
  kernel: Kernel,
  inputs: InputsInForce,
  { absolute, relative }: Pick<Problem, "absolute" | "relative">,
): NonNullable<Problem["whole"]> {
  let asked = 0;
  let made: WholeAttempt | undefined;
  return (pair) => {
    if (inputs.vary) return undefined;
    asked++;
    if (asked === unpaid) made = bind(pair);
    return made;
  };

  function bind(pair: Method): WholeAttempt | undefined {
    const { constants } = inputs;
    const attempt = kernel.attempt?.(pair);
    if (attempt === undefined) return undefined;
    return (t, h, y, k, argument, next) => attempt(t, h, y, constants, absolute, relative, k, argument, next);
  }
}
