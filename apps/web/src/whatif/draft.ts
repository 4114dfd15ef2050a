import type { Change } from "./kinds.ts";

/** A change with a name of its own, so that it can be moved, sized and taken back. */
export interface Trial {
  readonly id: number;
  readonly change: Change;
}

/** What is being tried, and the way back. A move in progress replaces the present; only what is let go of is remembered. */
export interface Draft {
  readonly trials: readonly Trial[];
  readonly before: readonly (readonly Trial[])[];
  readonly next: number;
  /** What stood before the hand took hold; null while no hand is on it. */
  readonly held: readonly Trial[] | null;
}

const remembered = 50;

export const draftOf = (changes: readonly Change[]): Draft => ({
  trials: changes.map((change, id) => ({ id, change })),
  before: [],
  next: changes.length,
  held: null,
});

const commit = (draft: Draft, trials: readonly Trial[]): Draft => ({
  ...draft,
  trials,
  held: null,
  before: [...draft.before, draft.held ?? draft.trials].slice(-remembered),
});

export const added = (draft: Draft, change: Change): Draft => ({
  ...commit(draft, [...draft.trials, { id: draft.next, change }]),
  next: draft.next + 1,
});

export const removed = (draft: Draft, id: number): Draft =>
  commit(
    draft,
    draft.trials.filter((trial) => trial.id !== id),
  );

const replaced = (draft: Draft, id: number, change: Change): readonly Trial[] =>
  draft.trials.map((trial) => (trial.id === id ? { id, change } : trial));

/** While a hand moves it: shown at once, not yet remembered. */
export const moved = (draft: Draft, id: number, change: Change): Draft => ({
  ...draft,
  trials: replaced(draft, id, change),
  held: draft.held ?? draft.trials,
});

export const letGo = (draft: Draft): Draft => (draft.held ? commit(draft, draft.trials) : draft);

export const changed = (draft: Draft, id: number, change: Change): Draft =>
  commit(draft, replaced(draft, id, change));

export const cleared = (draft: Draft): Draft => (draft.trials.length === 0 ? draft : commit(draft, []));

export const replacedBy = (draft: Draft, changes: readonly Change[]): Draft => ({
  ...commit(
    draft,
    changes.map((change, place) => ({ id: draft.next + place, change })),
  ),
  next: draft.next + changes.length,
});

export const undone = (draft: Draft): Draft => {
  const last = draft.before.at(-1);
  return last ? { ...draft, trials: last, before: draft.before.slice(0, -1), held: null } : draft;
};

export const changesOf = (trials: readonly Trial[]): Change[] => trials.map(({ change }) => change);
