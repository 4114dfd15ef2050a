import { parseEquations, parseExpression } from "../equations/parse.ts";
import { printEquation, printExpression } from "../equations/print.ts";
import { type Renaming, renameEquation, renameExpression } from "../equations/rename.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { type Model, model } from "./model.ts";
import type { DoseSpec, ModelSpec, ReactionSpec, StateSpec, TriggerSpec, Value } from "./model-spec.ts";

type Names = Readonly<Record<string, string>>;
type Renamed<Name extends string, R extends Names> = Name extends keyof R ? R[Name] : Name;
type Prefixed<Name extends string, Prefix extends string, Keep extends string> = Name extends Keep
  ? Name
  : `${Prefix}${Name}`;

/** Every name that a model gives: of its equations, and of its outputs, events and doses. */
function namesOf(spec: ModelSpec): ReadonlySet<string> {
  const variables = parseEquations(spec.equations)
    .filter(({ kind }) => kind !== "constraint" && kind !== "initialisation")
    .map(({ name }) => name);
  const groups = [
    spec.states,
    spec.inputs,
    spec.parameters,
    spec.outputs,
    spec.events,
    spec.doses,
    spec.tables,
    spec.reactions,
  ];
  return new Set([...groups.flatMap((group) => Object.keys(group ?? {})), ...variables]);
}

function renameValue(value: Value, to: Renaming): Value {
  return typeof value === "string" ? printExpression(renameExpression(parseExpression(value), to)) : value;
}

function renameStart(start: StateSpec["start"], to: Renaming): StateSpec["start"] {
  return typeof start === "object" ? { guess: renameValue(start.guess, to) } : renameValue(start, to);
}

function renameText(text: string, to: Renaming): string {
  return parseEquations(text)
    .map((equation) => printEquation(renameEquation(equation, to)))
    .join("\n");
}

function renameGroup<T>(
  group: Readonly<Record<string, T>>,
  to: Renaming,
  change: (item: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(group).map(([name, item]) => [to(name), change(item)]));
}

function renameTrigger(when: string | TriggerSpec, to: Renaming): string | TriggerSpec {
  const again = (text: string) => printExpression(renameExpression(parseExpression(text), to));
  if (typeof when === "string") return again(when);
  return {
    ...when,
    condition: again(when.condition),
    ...(when.after === undefined ? {} : { after: renameValue(when.after, to) }),
    ...(when.priority === undefined ? {} : { priority: renameValue(when.priority, to) }),
  };
}

function renameDose({ fires, during, ...dose }: DoseSpec, to: Renaming): DoseSpec {
  return {
    ...dose,
    into: to(dose.into),
    ...(fires === undefined ? {} : { fires: to(fires) }),
    ...(during === undefined ? {} : { during: { ...during, fires: to(during.fires) } }),
  };
}

function renameNoise(noise: Readonly<Record<string, string | undefined>>, to: Renaming) {
  return renameGroup(noise, to, (text) =>
    text === undefined ? undefined : printExpression(renameExpression(parseExpression(text), to)),
  );
}

function renameReaction({ rate, changes, ...reaction }: ReactionSpec, to: Renaming): ReactionSpec {
  return {
    ...reaction,
    rate: printExpression(renameExpression(parseExpression(rate), to)),
    changes: renameGroup(changes, to, (by) => (by === undefined ? undefined : renameValue(by, to))),
  };
}

function rename(spec: ModelSpec, to: Renaming): ModelSpec {
  return {
    ...spec,
    states: renameGroup(spec.states, to, (s) => ({ ...s, start: renameStart(s.start, to) })),
    inputs: renameGroup(spec.inputs, to, (i) => ({ ...i, default: renameValue(i.default, to) })),
    parameters: renameGroup(spec.parameters, to, (p) => ({ ...p, value: renameValue(p.value, to) })),
    equations: renameText(spec.equations, to),
    ...(spec.noise === undefined ? {} : { noise: renameNoise(spec.noise, to) }),
    reactions: renameGroup(spec.reactions ?? {}, to, (reaction) => renameReaction(reaction, to)),
    tables: renameGroup(spec.tables ?? {}, to, (table) => table),
    events: renameGroup(spec.events ?? {}, to, (event) => ({
      ...event,
      ...(event.when === undefined ? {} : { when: renameTrigger(event.when, to) }),
      assign: renameText(event.assign, to),
    })),
    doses: renameGroup(spec.doses ?? {}, to, (dose) => renameDose(dose, to)),
    outputs: renameGroup(spec.outputs, to, (o) => ({
      ...o,
      equals: printExpression(renameExpression(parseExpression(o.equals), to)),
    })),
  };
}

/** The old name is one of the model, or the renaming would do nothing. @throws HS1215 */
function requireKnown(spec: ModelSpec, names: Iterable<string>): void {
  const known = namesOf(spec);
  for (const name of names)
    if (!known.has(name)) {
      const problem = `'${spec.id}' has no '${name}' to rename or keep`;
      throw failure("HS1215", { problem, cure: didYouMean(name, known) }, { source: spec.id });
    }
}

/**
 * The same model under other names, `{ old: new }`: of states, inputs, parameters, variables, outputs, events, doses
 * and reactions.
 * @throws HomeostatError HS1215 for a name that the model does not have; HS12xx where the new names clash
 */
export function renameModel<
  S extends string,
  I extends string,
  P extends string,
  O extends string,
  E extends string,
  D extends string,
  const R extends Names,
>(
  spec: ModelSpec<S, I, P, O, E, D>,
  names: R,
): Model<Renamed<S, R>, Renamed<I, R>, Renamed<P, R>, Renamed<O, R>, Renamed<E, R>, Renamed<D, R>> {
  requireKnown(spec, Object.keys(names));
  const to: Renaming = (name) => (Object.hasOwn(names, name) ? names[name]! : name);
  return model(rename(spec, to)) as Model as ReturnType<typeof renameModel<S, I, P, O, E, D, R>>;
}

/**
 * The same model with a prefix before every name but those to keep: two of a kind in one body (`left_`, `right_`).
 * @throws HomeostatError HS1215 for a name to keep that the model does not have
 */
export function prefixModel<
  S extends string,
  I extends string,
  P extends string,
  O extends string,
  E extends string,
  D extends string,
  const X extends string,
  const K extends string = never,
>(
  spec: ModelSpec<S, I, P, O, E, D>,
  prefix: X,
  keep: readonly K[] = [],
): Model<
  Prefixed<S, X, K>,
  Prefixed<I, X, K>,
  Prefixed<P, X, K>,
  Prefixed<O, X, K>,
  Prefixed<E, X, K>,
  Prefixed<D, X, K>
> {
  requireKnown(spec, keep);
  const kept: ReadonlySet<string> = new Set(keep);
  const known = namesOf(spec);
  const to: Renaming = (name) => (known.has(name) && !kept.has(name) ? prefix + name : name);
  return model(rename(spec, to)) as Model as ReturnType<typeof prefixModel<S, I, P, O, E, D, X, K>>;
}
