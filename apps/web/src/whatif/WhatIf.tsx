import type { Timeline } from "@homeostat/server/contract";
import type { Forecast } from "@homeostat/twin";
import { useEffect, useMemo, useRef } from "react";
import { minute } from "../format/time.ts";
import { scaleFor } from "../format/units.ts";
import { usePreferences } from "../shell/preferences.ts";
import { useShortcuts } from "../shell/shortcuts.ts";
import type { Lane } from "../timeline/geometry/lanes.ts";
import type { Overlay } from "../timeline/Timeline.tsx";
import { changesOf, type Draft } from "./draft.ts";
import { fullOf } from "./full.ts";
import { Ghosts } from "./Ghosts.tsx";
import { type Bounds, type Change, kindsTaken } from "./kinds.ts";
import { skippableIn } from "./skippable.ts";
import { type Branch, horizonMinutes, useBranch } from "./use-branch.ts";
import { type TryActions, useTry } from "./use-try.ts";
import { WhatIfDock } from "./WhatIfDock.tsx";

/** What the timeline shows of what is being tried. */
export interface WhatIfView {
  readonly today: Forecast | null;
  readonly branch: Forecast["points"] | null;
  readonly overlay: Overlay;
}

interface Props {
  readonly patient: string;
  /** Minutes that the person's clock is ahead of UTC. */
  readonly offset: number;
  readonly now: number;
  readonly first: readonly Change[];
  readonly lanes: readonly Lane[];
  readonly timeline: Timeline | undefined;
  readonly onSettled: (changes: Change[]) => void;
  readonly onClose: () => void;
  readonly onView: (view: WhatIfView | null) => void;
}

/** Changes may begin from the snapshot on, and early enough for their effect to be seen. */
const boundsOf = (madeAt: number): Bounds => ({ from: madeAt, to: madeAt + (horizonMinutes - 30) * minute });

const useKeys = (actions: TryActions, takes: Branch["takes"]): void => {
  const taken = kindsTaken(takes);
  const add = (kind: (typeof taken)[number]) => () => {
    if (taken.includes(kind)) actions.add(kind);
  };
  useShortcuts({
    m: add("meal"),
    b: add("bolus"),
    a: add("walk"),
    z: actions.undo,
    "mod+z": actions.undo,
  });
};

const heights: Readonly<Record<string, number>> = { insulin: 78, meals: 56, activity: 44 };

const useView = (
  { lanes, timeline, offset, onView }: Props,
  branch: Branch,
  draft: Draft,
  bounds: Bounds,
  actions: TryActions,
) => {
  const skippable = useMemo(
    () => skippableIn(lanes, timeline, bounds.from, offset),
    [lanes, timeline, bounds.from, offset],
  );
  const full = useMemo(() => fullOf(lanes, timeline), [lanes, timeline]);
  const { trials } = draft;
  const view = useMemo((): WhatIfView => {
    const overlay: Overlay = (shape, shared) =>
      heights[shape] !== undefined && (
        <Ghosts
          shape={shape}
          shared={shared}
          height={heights[shape] ?? 0}
          full={full}
          trials={trials}
          skippable={skippable}
          bounds={bounds}
          actions={actions}
        />
      );
    const changed = trials.length > 0 ? (branch.whatIf?.changed.points ?? null) : null;
    return { today: branch.today, branch: changed, overlay };
  }, [branch, trials, skippable, full, bounds, actions]);
  useEffect(() => {
    onView(view);
    return () => onView(null);
  }, [view, onView]);
  return skippable;
};

/** Where the twin starts from a later moment, what is tried moves on by as much. */
const useShifted = (madeAt: number | undefined, actions: TryActions): void => {
  const before = useRef(madeAt);
  useEffect(() => {
    if (madeAt === undefined) return;
    const by = madeAt - (before.current ?? madeAt);
    before.current = madeAt;
    if (by !== 0) actions.shift(by);
  }, [madeAt, actions]);
};

/** Tries changes on the twin in the page's own worker, and shows what comes of them. */
export const WhatIf = (props: Props) => {
  const { patient, offset, now, first, onSettled, onClose } = props;
  const { glucoseUnit } = usePreferences();
  const { branch, tryOut, rebase } = useBranch(patient);
  const madeAt = branch.today?.madeAt ?? now;
  const started = branch.today !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: until the twin is here the clinic's time stands in for its own
  const bounds = useMemo(() => boundsOf(madeAt), [started, branch.today?.madeAt]);
  const { draft, actions } = useTry(first, bounds, onSettled);
  useKeys(actions, branch.takes);
  const { trials } = draft;
  useEffect(() => {
    if (branch.state === "ready" && trials.length > 0) tryOut(changesOf(trials));
  }, [branch.state, trials, tryOut]);
  const skippable = useView(props, branch, draft, bounds, actions);
  useShifted(branch.today?.madeAt, actions);
  return (
    <WhatIfDock
      patient={patient}
      offset={offset}
      now={now}
      branch={branch}
      draft={draft}
      actions={actions}
      bounds={bounds}
      skippable={skippable}
      scale={scaleFor("mg/dL", glucoseUnit, true)}
      onRebase={rebase}
      onClose={onClose}
    />
  );
};
