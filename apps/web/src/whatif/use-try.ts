import { useEffect, useMemo, useReducer } from "react";
import {
  added,
  changed,
  changesOf,
  cleared,
  type Draft,
  draftOf,
  letGo,
  moved,
  removed,
  replacedBy,
  undone,
} from "./draft.ts";
import { type Bounds, type Change, type Kind, shifted, started } from "./kinds.ts";

const minute = 60_000;

/** What hands and keys may do to a draft. */
export interface TryActions {
  add(kind: Exclude<Kind, "skip">): void;
  skip(key: string): void;
  move(id: number, change: Change): void;
  letGo(): void;
  change(id: number, change: Change): void;
  remove(id: number): void;
  undo(): void;
  clear(): void;
  load(changes: readonly Change[]): void;
  shift(by: number): void;
}

type Step = (draft: Draft) => Draft;

const reduce = (draft: Draft, step: Step): Draft => step(draft);

/** A new change stands a little after now, beside those that are there already. */
const place = (draft: Draft, { from, to }: Bounds): number =>
  Math.min(from + (15 + 20 * draft.trials.length) * minute, to);

const toggledSkip =
  (key: string): Step =>
  (draft) => {
    const there = draft.trials.find(({ change }) => change.kind === "skip" && change.key === key);
    return there ? removed(draft, there.id) : added(draft, { kind: "skip", key });
  };

const actionsOn = (run: (step: Step) => void, bounds: Bounds): TryActions => ({
  add: (kind) => run((draft) => added(draft, started(kind, place(draft, bounds)))),
  skip: (key) => run(toggledSkip(key)),
  move: (id, change) => run((draft) => moved(draft, id, change)),
  letGo: () => run(letGo),
  change: (id, change) => run((draft) => changed(draft, id, change)),
  remove: (id) => run((draft) => removed(draft, id)),
  undo: () => run(undone),
  clear: () => run(cleared),
  load: (changes) => run((draft) => replacedBy(draft, changes)),
  shift: (by) =>
    run((draft) => ({
      ...draft,
      trials: draft.trials.map(({ id, change }) => ({ id, change: shifted(change, by) })),
    })),
});

/** The draft and its actions; `onSettled` hears of every state that no hand is moving any more. */
export const useTry = (first: readonly Change[], bounds: Bounds, onSettled: (changes: Change[]) => void) => {
  const [draft, run] = useReducer(reduce, first, draftOf);
  const { from, to } = bounds;
  const actions = useMemo(() => actionsOn(run, { from, to }), [from, to]);
  const settled = draft.held === null ? JSON.stringify(changesOf(draft.trials)) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when what stands there has changed, not when the listener has
  useEffect(() => {
    if (settled !== null) onSettled(JSON.parse(settled) as Change[]);
  }, [settled]);
  return { draft, actions };
};
