import type { JacobianParts } from "../jacobian-parts.ts";
import { filled, leafName } from "./kernel-text.ts";
import { sectionText } from "./section-text.ts";

/** The body of a function that returns the functions of a Jacobian kernel; it is given our own operations. */
export function jacobianText({ graph, derivatives, entries, drift, constants }: JacobianParts): string {
  const leaf = leafName(graph);
  const place = new Map(constants.map((node, i) => [node, `c[${i}]`]));
  const { locals, values } = sectionText(
    graph,
    [...derivatives, ...entries, ...drift],
    (node) => place.get(node) ?? leaf(node),
  );
  const targets = [
    ...derivatives.map((_, i) => `dy[${i}]`),
    ...entries.map((_, i) => `jacobian[${i}]`),
    ...drift.map((_, i) => `drift[${i}]`),
  ];
  const writes = targets.map((target, i) => `${target}=${values[i]};`).join("\n");
  return `"use strict";return {
fillConstants(c,p,u){\n${filled(graph, "c", constants, leaf)}\n},
fill(t,y,c,dy,jacobian,drift){\n${locals}\n${writes}\n}};`;
}
