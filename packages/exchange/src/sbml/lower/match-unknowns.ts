import { failure } from "../../errors/registry.ts";
import type { Mathematics } from "../../mathml/mathematics.ts";
import { namesIn } from "../../mathml/names-in.ts";
import type { SbmlModel } from "../sbml-model.ts";
import { assignRoles, type ModelSymbol } from "./roles.ts";

/**
 * Finds for each algebraic rule one symbol that it determines (SBML Level 3 section 4.9.4): one that nothing else
 * determines, each symbol once, by augmenting paths. Throws HS1505 where a rule is left over.
 */
export function matchUnknowns(model: SbmlModel, source: string): ReadonlySet<string> {
  const rules = model.rules.filter((rule) => rule.kind === "algebraic" && rule.math !== null);
  if (rules.length === 0) return new Set();
  const symbols = assignRoles(model, new Set());
  const candidates = rules.map((rule) => candidatesIn(rule.math, model, symbols));
  const matchedRule = new Map<string, number>();
  const place = (rule: number, tried: Set<string>): boolean => {
    for (const id of candidates[rule] ?? []) {
      if (tried.has(id)) continue;
      tried.add(id);
      const holder = matchedRule.get(id);
      if (holder === undefined || place(holder, tried)) {
        matchedRule.set(id, rule);
        return true;
      }
    }
    return false;
  };
  rules.forEach((rule, index) => {
    if (place(index, new Set())) return;
    const why = "each symbol in it is determined elsewhere: the model is overdetermined";
    const cure = "Remove the rule, or free one of its variables.";
    throw failure("HS1505", { what: "This algebraic rule", why, cure }, { source, line: rule.line });
  });
  return new Set(matchedRule.keys());
}

/** Symbols that the rule reads, also through assignment rules and reactions, and that it may determine; those that events assign last. */
function candidatesIn(
  math: Mathematics | null,
  model: SbmlModel,
  symbols: ReadonlyMap<string, ModelSymbol>,
): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const symbol = symbols.get(name);
    if (symbol?.role.kind === "assigned") namesIn(symbol.role.math).forEach(visit);
    if (symbol !== undefined && mayBeDetermined(symbol)) found.push(name);
    const reaction = model.reactions.find((one) => one.id === name);
    namesIn(reaction?.rate ?? null).forEach(visit);
  };
  namesIn(math).forEach(visit);
  const isAssigned = (id: string) => symbols.get(id)?.role.kind === "discrete";
  return [...found.filter((id) => !isAssigned(id)), ...found.filter(isAssigned)];
}

function mayBeDetermined({ declared, role }: ModelSymbol): boolean {
  return !declared.of.constant && (role.kind === "constant" || role.kind === "discrete");
}
