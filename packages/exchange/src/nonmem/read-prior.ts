import { type Prior, priorDistribution } from "@homeostat/engine/infer";
import type { JsonValue } from "./json-value.ts";

/** The numbers of each law. */
const laws = {
  normal: ["mean", "sd"],
  logNormal: ["median", "cv"],
  logitNormal: ["median", "sd", "low", "high"],
  uniform: ["low", "high"],
  gamma: ["shape", "scale"],
  student: ["location", "scale", "degrees"],
} as const satisfies Record<Prior["kind"], readonly string[]>;

const kinds = Object.keys(laws) as readonly Prior["kind"][];

/** Reads `{ "kind": "gamma", "shape": 2, "scale": 3 }`. @throws HS1612–HS1614, HS1653 */
export function readPrior(json: JsonValue): Prior {
  const given = new Map(json.entries("a prior"));
  const kind = json.need(given.get("kind"), "kind").oneOf(...kinds);
  const numbers = json.fields("kind", ...laws[kind]);
  const prior = Object.fromEntries(
    laws[kind].map((name) => [
      name,
      json.need((numbers as Partial<Record<string, JsonValue>>)[name], name).number(),
    ]),
  );
  const law = { kind, ...prior } as Prior;
  priorDistribution(law);
  return law;
}
