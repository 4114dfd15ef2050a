import { didYouMean } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { JsonValue } from "./json-value.ts";
import { expressionText } from "./parameter-text.ts";
import type { PlacedText } from "./placed-text.ts";
import { type Structure, standardStructures } from "./standard-structures.ts";

export const placed = (json: JsonValue): PlacedText => ({ text: expressionText(json), path: json.path });

/** Reads `structure`: a standard one by name, compartments as equations, or the one with the other added. */
export function readStructure(json: JsonValue): Structure {
  if (json.kind === "string") return standard(json);
  const { extends: base, compartments, start } = json.fields("extends", "compartments", "start");
  const inherited = base === undefined ? undefined : standard(base);
  const given = json.need(compartments, "compartments").named("right-hand sides by compartment");
  if (given.length === 0) json.refuse("at least one compartment");
  for (const [name, value] of given)
    if (inherited !== undefined && Object.hasOwn(inherited.compartments, name))
      value.refuse(`another name: ${name} is a compartment of the structure that is extended`);
  const own = Object.fromEntries(given.map(([name, value]) => [name, expressionText(value)]));
  const all = { ...inherited?.compartments, ...own };
  const starts = (start?.entries("amounts by compartment") ?? []).map(
    ([name, value]) => [known(name, value, Object.keys(all)), placed(value)] as const,
  );
  return { needs: [], ...inherited, needsTime: true, compartments: all, starts: Object.fromEntries(starts) };
}

function standard(json: JsonValue): Structure {
  const found = standardStructures.get(json.text());
  if (found !== undefined) return found;
  const names = [...standardStructures.keys()];
  return json.refuse(`one of ${names.map((one) => `"${one}"`).join(", ")}, or { "compartments": … }`);
}

/** @throws HS1613 where the name is none of these */
export function known(name: string, json: JsonValue, names: readonly string[]): string {
  if (names.includes(name)) return name;
  const details = { key: name, suggestion: didYouMean(name, names), known: names.join(", ") };
  throw failure("HS1613", details, json.place);
}
