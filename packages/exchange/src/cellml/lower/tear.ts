import { dependencyOrder } from "../../mathml/dependency-order.ts";
import { namesIn } from "../../mathml/names-in.ts";
import type { Connected, Quantity } from "../connect.ts";
import { type CellmlRole, lookUp } from "./roles.ts";

/**
 * Expressions that need each other in a circle: one quantity of each circle becomes an unknown, and its equation a
 * constraint. The order in which all others can be written down, by path.
 */
export function tearCircles(connected: Connected, roles: Map<Quantity, CellmlRole>): readonly string[] {
  const assigned = [...roles.values()].filter((role) => role.kind === "assigned");
  const needs = (path: string): readonly string[] => {
    const role = roles.get(connected.of.get(path)!.quantity);
    if (role?.kind !== "assigned") return [];
    return namesIn(role.math).flatMap((name) => {
      const read = roles.get(lookUp(connected, role.at.component, name, role.at.equation.line).quantity);
      return read?.kind === "assigned" ? [read.view.path] : [];
    });
  };
  const torn = new Set<string>();
  const order = dependencyOrder(
    assigned.map((role) => role.view.path),
    needs,
    (path) => torn.add(path),
  );
  for (const role of assigned) {
    if (!torn.has(role.view.path)) continue;
    const { quantity } = connected.of.get(role.view.path)!;
    roles.set(quantity, { kind: "unknown", view: role.view, at: role.at });
  }
  return order.filter((path) => !torn.has(path));
}
