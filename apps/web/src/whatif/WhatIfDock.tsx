import { ActionIcon, Button } from "@mantine/core";
import { IconArrowBackUp, IconBowlSpoon, IconDroplet, IconGauge, IconWalk, IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { duration, timeOfDay } from "../format/time.ts";
import type { Scale } from "../format/units.ts";
import { ChangeEditor } from "./ChangeEditor.tsx";
import { DifferenceChart } from "./DifferenceChart.tsx";
import { changesOf, type Draft } from "./draft.ts";
import { Effect } from "./Effect.tsx";
import type { Skippable } from "./Ghosts.tsx";
import { type Bounds, type Change, kindNames, kinds, kindsTaken } from "./kinds.ts";
import { Plans } from "./Plans.tsx";
import { SavePlan } from "./SavePlan.tsx";
import type { Branch } from "./use-branch.ts";
import type { TryActions } from "./use-try.ts";
import css from "./WhatIfDock.module.css";

interface Props {
  readonly patient: string;
  readonly offset: number;
  readonly now: number;
  readonly branch: Branch;
  readonly draft: Draft;
  readonly actions: TryActions;
  readonly bounds: Bounds;
  readonly skippable: readonly Skippable[];
  readonly scale: Scale;
  readonly onRebase: () => void;
  readonly onClose: () => void;
}

const icons = { meal: IconBowlSpoon, bolus: IconDroplet, basal: IconGauge, walk: IconWalk } as const;

const movedOn = 10 * 60_000;

const Head = (props: Props) => {
  const { branch, offset, now, onRebase, onClose } = props;
  const { today } = branch;
  const age = today ? now - today.madeAt : 0;
  return (
    <header className={css.head}>
      <h2>What if</h2>
      <p>
        {today && `from ${timeOfDay(today.madeAt, offset)}`}
        {branch.state === "loading" && "waking the twin…"}
        {age > movedOn && (
          <>
            , the clinic has moved on {duration(age)}{" "}
            <button type="button" onClick={onRebase}>
              start from now
            </button>
          </>
        )}
      </p>
      <Actions {...props} />
      <ActionIcon variant="subtle" color="gray" aria-label="Close what-if" onClick={onClose}>
        <IconX size={18} />
      </ActionIcon>
    </header>
  );
};

const Add = ({ branch, actions }: Props) => {
  const taken = kindsTaken(branch.takes);
  if (branch.state === "ready" && taken.length === 0)
    return (
      <p className={css.hint}>This twin was built from a sensor alone: it takes no doses or meals to try.</p>
    );
  return (
    <fieldset className={css.add}>
      <legend className="visually-hidden">Add a change</legend>
      {kindNames.map((kind) => {
        const Icon = icons[kind];
        return (
          <Button
            key={kind}
            size="compact-sm"
            variant="default"
            disabled={!taken.includes(kind)}
            leftSection={<Icon size={15} />}
            className={css.kind ?? ""}
            onClick={() => actions.add(kind)}
          >
            {kinds[kind].name}
          </Button>
        );
      })}
    </fieldset>
  );
};

/** What was just added is in sight. */
const useLastInSight = (count: number) => {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (count > 0 && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [count]);
  return list;
};

const Changes = ({ draft, bounds, offset, actions, skippable }: Props) => {
  const list = useLastInSight(draft.trials.length);
  return draft.trials.length === 0 ? (
    <p className={css.hint}>
      Add a change, then drag it in its lane or set it here. Click a dose that was taken to leave it out.
      Nothing is saved until you say so.
    </p>
  ) : (
    <ul ref={list} className={css.list}>
      {draft.trials.map((trial) => {
        const { change } = trial;
        const skipped =
          change.kind === "skip" ? skippable.find(({ key }) => key === change.key)?.text : undefined;
        return (
          <ChangeEditor
            key={trial.id}
            trial={trial}
            bounds={bounds}
            offset={offset}
            actions={actions}
            skipped={skipped}
          />
        );
      })}
    </ul>
  );
};

const nothing = { difference: [] };

const Outcome = ({ branch, draft, scale, offset, onRebase }: Props) => {
  const { whatIf, failure } = branch;
  if (failure)
    return (
      <div role="alert" className={css.failure}>
        <p>{failure}</p>
        <Button size="compact-sm" variant="default" onClick={onRebase}>
          Try again
        </Button>
      </div>
    );
  const tried = draft.trials.length > 0 ? whatIf : null;
  return (
    <>
      <div className={css.difference}>
        <h3>
          Difference <span className="unit">{scale.unit}</span>
        </h3>
        <DifferenceChart points={(tried ?? nothing).difference} scale={scale} offset={offset} />
      </div>
      <div className={css.effect}>
        {tried ? (
          <Effect whatIf={tried} scale={scale} offset={offset} />
        ) : (
          <p className={css.hint}>Today as it is.</p>
        )}
      </div>
    </>
  );
};

const Actions = ({ draft, actions, patient, offset, now }: Props) => {
  const changes: Change[] = changesOf(draft.trials);
  return (
    <div className={css.actions}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={15} />}
        disabled={draft.before.length === 0}
        onClick={actions.undo}
      >
        Undo
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        disabled={draft.trials.length === 0}
        onClick={actions.clear}
      >
        Clear
      </Button>
      <Plans patient={patient} offset={offset} now={now} onLoad={actions.load} />
      <SavePlan patient={patient} changes={changes} />
    </div>
  );
};

/** Where treatments are tried on the twin before anybody gets them. */
export const WhatIfDock = (props: Props) => (
  <section
    className={css.dock}
    aria-label="What if"
    data-branch-state={props.branch.state}
    data-branch-turn={props.branch.turn}
    data-branch-ms={Math.round(props.branch.milliseconds)}
    data-branch-computed-ms={Math.round(props.branch.computed)}
  >
    <Head {...props} />
    <div className={css.columns}>
      <div className={css.changes}>
        <Add {...props} />
        <Changes {...props} />
      </div>
      <Outcome {...props} />
    </div>
  </section>
);
