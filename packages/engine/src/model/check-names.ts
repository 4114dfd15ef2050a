import { reservedWords } from "../equations/functions.ts";
import type { ErrorPlace } from "../errors/homeostat-error.ts";
import { failure } from "../errors/registry.ts";
import { withArticle } from "./article.ts";
import type { ModelSpec } from "./model-spec.ts";

/** @throws HS1201 unless the name is well formed and no word of the language */
export function checkName(name: string, kind: string, place: ErrorPlace): void {
  const wellFormed = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
  const problem = wellFormed
    ? "it is a word of the equation language"
    : "it is not made of letters, digits and _";
  if (!wellFormed || reservedWords.has(name))
    throw failure("HS1201", { name, kind: withArticle(kind), problem }, place);
}

/** All names of a model are well formed, and one name means one thing in its equations. @throws HS1201, HS1202 */
export function checkNames(spec: ModelSpec): void {
  const owners = new Map<string, string>();
  for (const [kind, group] of Object.entries({
    state: "states",
    input: "inputs",
    parameter: "parameters",
    table: "tables",
  } as const)) {
    for (const name of Object.keys(spec[group] ?? {})) {
      checkName(name, kind, { path: `${group}.${name}` });
      const other = owners.get(name);
      if (other !== undefined)
        throw failure(
          "HS1202",
          { name, kind: withArticle(kind), otherKind: withArticle(other) },
          { path: `${group}.${name}` },
        );
      owners.set(name, kind);
    }
  }
  for (const group of ["outputs", "events", "doses", "reactions"] as const)
    for (const name of Object.keys(spec[group] ?? {})) {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        checkName(name, group.slice(0, -1), { path: `${group}.${name}` });
    }
}
