import { circular } from "../../mathml/definitions.ts";
import { dependencyOrder } from "../../mathml/dependency-order.ts";
import type { Mathematics } from "../../mathml/mathematics.ts";
import { namesIn } from "../../mathml/names-in.ts";
import type { Lowering } from "./lowering.ts";

/** Lowers definitions in the order of their need, so that chains of them, however long, need no deep recursion. */
export function prepare(lowering: Lowering): void {
  const { index, scopes } = lowering;
  const names = [...index.symbols.keys(), ...index.reactions.keys()];
  const fail = (name: string) => {
    throw circular(name, index.source);
  };
  const known = (found: readonly string[]) =>
    found.filter((name) => index.symbols.has(name) || index.reactions.has(name));
  for (const name of dependencyOrder(names, (one) => known(readAtStart(lowering, one)), fail))
    scopes.start.name(name);
  for (const name of dependencyOrder(names, (one) => known(readNow(lowering, one)), fail))
    scopes.now.name(name);
}

function readNow({ index }: Lowering, name: string): readonly string[] {
  const symbol = index.symbols.get(name);
  if (symbol === undefined) return lawNames(index.reactions.get(name)?.rate, index.locals(name));
  if (symbol.role.kind === "assigned") return namesIn(symbol.role.math);
  return symbol.declared.kind === "species" ? [symbol.declared.of.compartment] : [];
}

function readAtStart(lowering: Lowering, name: string): readonly string[] {
  const initial = lowering.index.initialAssignments.get(name);
  return initial === undefined ? readNow(lowering, name) : namesIn(initial);
}

function lawNames(rate: Mathematics | null | undefined, locals: ReadonlySet<string>): readonly string[] {
  return namesIn(rate ?? null).filter((name) => !locals.has(name));
}
