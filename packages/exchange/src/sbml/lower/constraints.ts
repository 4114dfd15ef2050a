import type { NodeId, System } from "@homeostat/engine";
import type { Lowering } from "./lowering.ts";
import { extentName } from "./model-index.ts";
import { rateNow } from "./rates.ts";
import { amountState } from "./values.ts";

/** Algebraic rules, then the rates of fast reactions: all of them 0 at every time. */
export function lowerConstraints(lowering: Lowering): NodeId[] {
  const { model, fast } = lowering.index;
  const algebraic = model.rules.flatMap((rule) =>
    rule.kind === "algebraic" && rule.math !== null ? [lowering.lower(rule.math)] : [],
  );
  return [...algebraic, ...fast.map((reaction) => rateNow(lowering, reaction))];
}

/** The slots that constraints determine: those of algebraic rules, then the extents of fast reactions. */
export function unknownSlots({ index }: Lowering): number[] {
  return [...index.slots].flatMap(([id, slot]) =>
    !index.symbols.has(id) || index.role(id) === "unknown" ? [slot] : [],
  );
}

/** What fast reactions have moved becomes part of the amounts, so that events assign amounts as they are. */
export function lowerRebase(lowering: Lowering): NonNullable<System["rebase"]> {
  const { graph, index } = lowering;
  if (index.fast.length === 0) return [];
  const amounts = [...index.symbols].flatMap(([id, { declared, role }]) =>
    declared.kind === "species" && role.kind === "reacting"
      ? [{ state: index.slot(id), value: amountState(lowering, declared.of) }]
      : [],
  );
  const extents = index.fast.map((one, i) => ({
    state: index.slot(extentName(one, i)),
    value: graph.number(0),
  }));
  return [...amounts, ...extents];
}
