import { axisWidth, rightPad } from "../timeline/frame.ts";
import type { Lane } from "../timeline/geometry/lanes.ts";
import { doseTop } from "../timeline/ink/doses.ts";
import type { Shared } from "../timeline/shared.ts";
import { useWindow } from "../timeline/use-window.ts";
import type { Trial } from "./draft.ts";
import css from "./Ghost.module.css";
import { Ghost } from "./Ghost.tsx";
import { type Bounds, kindOf, kinds } from "./kinds.ts";
import type { TryActions } from "./use-try.ts";

/** A dose that was taken and may be left out in thought. */
export interface Skippable {
  readonly key: string;
  readonly at: number;
  readonly value: number;
  readonly text: string;
  readonly shape: Lane["shape"];
}

interface Props {
  readonly shape: Lane["shape"];
  readonly shared: Shared;
  readonly height: number;
  readonly full: { readonly [kind in "meal" | "bolus" | "walk" | "basal"]: number };
  readonly trials: readonly Trial[];
  readonly skippable: readonly Skippable[];
  readonly bounds: Bounds;
  readonly actions: TryActions;
}

const verticalPad = 4;

/** What lies over one lane while somebody tries things: the changes that belong to it, and doses that can be left out. */
export const Ghosts = ({ shape, shared, height, full, trials, skippable, bounds, actions }: Props) => {
  const window = useWindow(shared.store);
  const width = shared.width - axisWidth - rightPad;
  const tall = height - 2 * verticalPad;
  const skipped = new Set(trials.flatMap(({ change }) => (change.kind === "skip" ? [change.key] : [])));
  const x = (at: number): number => ((at - window.from) / (window.to - window.from)) * width;
  return (
    <div className={css.layer} style={{ left: axisWidth, top: verticalPad, width, height: tall }}>
      {skippable
        .filter((dose) => dose.shape === shape)
        .map((dose) => {
          const top = doseTop(
            { top: 0, bottom: tall },
            dose.value,
            shape === "meals" ? full.meal : full.bolus,
          );
          return (
            <button
              key={dose.key}
              type="button"
              className={css.skip}
              style={{ left: x(dose.at), top: top - 8, height: tall - top + 8 }}
              aria-pressed={skipped.has(dose.key)}
              aria-label={`Leave out: ${dose.text}`}
              title={skipped.has(dose.key) ? `Left out: ${dose.text}` : `Leave out ${dose.text}?`}
              onClick={() => actions.skip(dose.key)}
            />
          );
        })}
      {trials.map((trial) => {
        const kind = kindOf(trial.change);
        if (kind === "skip" || kinds[kind].shape !== shape) return null;
        return (
          <Ghost
            key={trial.id}
            trial={trial}
            store={shared.store}
            bounds={bounds}
            offset={shared.offset}
            actions={actions}
            width={width}
            height={tall}
            full={full[kind]}
          />
        );
      })}
    </div>
  );
};
