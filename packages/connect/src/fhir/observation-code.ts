import { type Code, HOMEOSTAT, knownCode, LOINC } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import type { JsonObject } from "../json/json.ts";
import { isLoincCode } from "../terminology/loinc.ts";
import { measurementSystems } from "../terminology/measurement.ts";
import { codingsOf, conceptAt } from "./coding.ts";

function checked(code: Code, path: string): Code {
  const valid = code.system === HOMEOSTAT ? knownCode(code) !== null : isLoincCode(code.code);
  if (valid) return code;
  const rule = code.system === LOINC ? "HS4007" : "HS4006";
  throw failure(rule, { path, value: code.code, systems: code.system }, { path });
}

/**
 * The code under which a value is kept: of several codings the one the twins know, else the first of LOINC.
 * @throws HS4006 where none is of a system that is read, HS4007 for a mistyped LOINC code.
 */
export function measurementCode(holder: JsonObject, path: string): Code {
  const concept = conceptAt(holder, "code");
  const codings = concept ? codingsOf(concept) : [];
  const readable = codings.filter(({ system }) => measurementSystems.includes(system));
  const chosen = readable.find((code) => knownCode(code) !== null) ?? readable[0];
  if (chosen) return checked(chosen, `${path}.coding`);
  const systems = [...new Set(codings.map(({ system }) => system))].join(", ") || "(none)";
  throw failure("HS4006", { path, systems }, { path: `${path}.coding` });
}
