import type { HybridEvent, HybridSystem } from "../hybrid/hybrid-system.ts";
import type { System, SystemEvent } from "./system.ts";

/**
 * The system as the solver for triggered events, delays and constraints takes it. Triggers fire when they turn true, not when they
 * are true from the start; values are taken when they fire.
 */
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
  const atOnce = { delay: null, priority: null, usesTriggerTimeValues: true };
  return [
    { name, trigger: trigger.condition, initiallyTrue: true, persistent: true, ...atOnce, assignments },
  ];
}
