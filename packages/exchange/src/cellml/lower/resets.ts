import type { SystemEvent } from "@homeostat/engine";
import type { PlacedComponent } from "../assemble.ts";
import type { CellmlReset } from "../cellml-model.ts";
import type { CellmlLowering } from "./cellml-lowering.ts";

/** Resets as events: one for each side from which the test variable can come to its value on its continuous course. */
export function lowerResets(lowering: CellmlLowering, components: readonly PlacedComponent[]): SystemEvent[] {
  return components.flatMap((component) =>
    component.component.resets.flatMap((reset) => lowerReset(lowering, component, reset)),
  );
}

function lowerReset(lowering: CellmlLowering, component: PlacedComponent, reset: CellmlReset): SystemEvent[] {
  const { graph } = lowering;
  const { test, testValue, order, line } = reset;
  const seen = lowering.lowerIn(component, { kind: "name", name: test }, line);
  const goal = lowering.lowerIn(component, testValue, line);
  const assignments = [lowering.assignment(component, reset)];
  return (["ge", "le"] as const).map((side) => ({
    name: `reset of ${component.path}.${reset.variable}`,
    trigger: {
      condition: graph.binary(side, seen, goal),
      priority: graph.number(-order),
      atStart: false,
      onlyWhileTrue: false,
      crossingOnly: true,
    },
    assignments,
  }));
}
