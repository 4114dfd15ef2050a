import type { Assignment, NodeId, SystemEvent } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import type { EventAssignment, SbmlEvent } from "../sbml-model.ts";
import type { Lowering } from "./lowering.ts";
import { valueNow } from "./values.ts";

/** Events that have a trigger; one without never happens (SBML L3V2 section 4.12.2). */
export function lowerEvents(lowering: Lowering): SystemEvent[] {
  return lowering.index.model.events.flatMap((event) => lowerEvent(lowering, event));
}

function lowerEvent(lowering: Lowering, event: SbmlEvent): SystemEvent[] {
  if (event.trigger === null) return [];
  const after = lowering.optional(event.delay);
  const priority = lowering.optional(event.priority);
  return [
    {
      name: event.id ?? `line ${event.line}`,
      trigger: {
        condition: lowering.k.truth(lowering.lower(event.trigger)),
        atStart: !event.triggerInitiallyTrue,
        onlyWhileTrue: !event.persistent,
        latestValues: !event.usesTriggerTimeValues,
        ...(after === null ? {} : { after }),
        ...(priority === null ? {} : { priority }),
      },
      assignments: event.assignments.flatMap((one) =>
        one.math === null ? [] : [assignment(lowering, one, lowering.lower(one.math))],
      ),
    },
  ];
}

/** A concentration becomes an amount at the size that the compartment has just before the event is executed. */
function assignment(lowering: Lowering, { variable, line }: EventAssignment, value: NodeId): Assignment {
  const { index } = lowering;
  const symbol = index.symbols.get(variable);
  const state = index.slots.get(variable);
  if (symbol === undefined) throw index.unknownName(variable, line);
  if (state === undefined) throw notAssignable(lowering, variable, line);
  const { declared } = symbol;
  if (declared.kind !== "species" || !index.isConcentration(declared.of)) return { state, value };
  return { state, value, scale: valueNow(lowering, declared.of.compartment) };
}

function notAssignable({ index }: Lowering, variable: string, line: number) {
  const problem = `'${variable}' is determined by an assignment rule`;
  const rule = "An event assigns what no assignment rule determines (SBML Level 3 section 4.12.5).";
  return failure("HS1503", { element: "eventAssignment", problem, rule }, { source: index.source, line });
}
