import type { Statement } from "../equations/ast.ts";
import { parseEquations, parseExpression } from "../equations/parse.ts";
import { printEquation, printExpression } from "../equations/print.ts";
import { parseUnit } from "../units/ucum.ts";
import { canonicalUnit } from "../units/unit.ts";
import type { ModelSpec, StateSpec, TriggerSpec, Value } from "./model-spec.ts";
import { sha256 } from "./sha256.ts";

type Named<T> = Readonly<Record<string, T>>;

function canonicalValue(value: Value): Value {
  return typeof value === "string" ? printExpression(parseExpression(value)) : value;
}

function canonicalStart(start: StateSpec["start"]): unknown {
  return typeof start === "object" ? { guess: canonicalValue(start.guess) } : canonicalValue(start);
}

/** Comments, blanks and the order of lines do not count. */
function canonicalEquations(statements: readonly Statement[]): string[] {
  return statements.map(printEquation).sort();
}

function unitText(unit: string): string {
  return canonicalUnit(parseUnit(unit));
}

/** Names in their order, each with the fields that count: the order of states is the order of every array. */
function canonicalGroup<T>(group: Named<T> | undefined, fields: (item: T) => readonly unknown[]): unknown[] {
  return Object.entries(group ?? {}).map(([name, item]) => [name, ...fields(item)]);
}

function canonicalTrigger(when: string | TriggerSpec | undefined): unknown {
  if (when === undefined) return null;
  const spec: TriggerSpec = typeof when === "string" ? { condition: when } : when;
  const { condition, after = 0, priority = null, onlyWhileTrue = false, atStart = false } = spec;
  const rank = priority === null ? null : canonicalValue(priority);
  return [canonicalValue(condition), canonicalValue(after), rank, onlyWhileTrue, atStart];
}

/** Nothing where there is none, so that models without noise keep their identity. */
function canonicalNoise(noise: Named<string | undefined>): { noise?: unknown[] } {
  const some = Object.entries(noise).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, canonicalValue(text)]],
  );
  return some.length === 0 ? {} : { noise: some };
}

/** Nothing where there are none. */
function canonicalReactions(reactions: ModelSpec["reactions"] = {}): { reactions?: unknown[] } {
  const some = canonicalGroup(reactions, ({ rate, changes }) => [
    canonicalValue(rate),
    Object.entries(changes).flatMap(([state, by]) => (by === undefined ? [] : [[state, canonicalValue(by)]])),
  ]);
  return some.length === 0 ? {} : { reactions: some };
}

function canonicalModel(spec: ModelSpec, statements: readonly Statement[]): unknown {
  return {
    time: spec.time,
    states: canonicalGroup(spec.states, (s) => [unitText(s.unit), canonicalStart(s.start)]),
    inputs: canonicalGroup(spec.inputs, (i) => [unitText(i.unit), canonicalValue(i.default)]),
    parameters: canonicalGroup(spec.parameters, (p) => [
      unitText(p.unit),
      canonicalValue(p.value),
      p.spread ? Object.entries(p.spread).sort() : null,
      p.range ?? null,
    ]),
    equations: canonicalEquations(statements),
    events: canonicalGroup(spec.events, (e) => [
      canonicalEquations(parseEquations(e.assign)),
      canonicalTrigger(e.when),
    ]),
    tables: canonicalGroup(spec.tables, (t) => [unitText(t.of), unitText(t.unit), t.points, t.between]),
    doses: canonicalGroup(spec.doses, (d) => [
      unitText(d.unit),
      d.into,
      d.rate ?? null,
      d.over ?? null,
      d.fires ?? null,
      ...(d.during === undefined ? [] : [d.during.fires, d.during.every]),
    ]),
    outputs: canonicalGroup(spec.outputs, (o) => [
      unitText(o.unit),
      canonicalValue(o.equals),
      o.loinc ?? null,
    ]),
    ...canonicalNoise(spec.noise ?? {}),
    ...canonicalReactions(spec.reactions),
  };
}

/**
 * The identity of a model: SHA-256 of its equations, units, structure, defaults, spreads, ranges and output codes; not
 * of its prose (id, title, meanings, sources, reference), its comments, blanks, or the order of its equations.
 */
export function modelHash(spec: ModelSpec): string {
  return hashOfParsed(spec, parseEquations(spec.equations));
}

/** The same where its equations have been read already. */
export function hashOfParsed(spec: ModelSpec, equations: readonly Statement[]): string {
  return sha256(JSON.stringify(canonicalModel(spec, equations)));
}
