import type { HybridEvent, HybridSystem } from "../hybrid/hybrid-system.ts";
import type { System, SystemEvent } from "./system.ts";

/** The system as the solver for triggered events, delays and constraints takes it. */
export function hybridOf(system: System): HybridSystem {
  const { delays = [], unknowns = [], constraints = [], events, ...continuous } = system;
  return {
    system: { ...continuous, events: events.filter((event) => event.trigger === undefined) },
    events: events.flatMap(triggered),
    delays,
    unknowns,
    constraints,
  };
}

function triggered({ name, trigger, assignments }: SystemEvent): HybridEvent[] {
  if (trigger === undefined) return [];
  return [
    {
      name,
      trigger: trigger.condition,
      initiallyTrue: !trigger.atStart,
      persistent: !trigger.onlyWhileTrue,
      delay: trigger.after ?? null,
      priority: trigger.priority ?? null,
      usesTriggerTimeValues: true,
      assignments,
    },
  ];
}
