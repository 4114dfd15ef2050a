import type { Kernel } from "../compile/kernel.ts";
import type { InputsInForce } from "./inputs-in-force.ts";
import type { Member } from "./integrator.ts";
import type { Jump } from "./jumps-in-time.ts";

/** What happens to a member's states at an edge, in the order that `bindSchedule` documents. */
export function applyJump(
  kernel: Kernel,
  inputs: InputsInForce,
  member: Member,
  { fires, adds }: Jump,
  t: number,
): void {
  if (fires.length > 0) inputs.beforeInfusions(t);
  for (const event of fires) kernel.fire(event, t, member.y, member.p, inputs.u);
  for (const { state, amount } of adds) member.y[state]! += amount;
}
