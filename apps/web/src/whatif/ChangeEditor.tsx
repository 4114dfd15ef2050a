import { ActionIcon, Slider } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { duration, minute, timeOfDay } from "../format/time.ts";
import css from "./ChangeEditor.module.css";
import type { Trial } from "./draft.ts";
import {
  amountOf,
  type Bounds,
  type Change,
  endOf,
  kindOf,
  kinds,
  startOf,
  withAmount,
  withEnd,
  withStart,
} from "./kinds.ts";
import type { TryActions } from "./use-try.ts";

interface Props {
  readonly trial: Trial;
  readonly bounds: Bounds;
  readonly offset: number;
  readonly actions: TryActions;
  readonly skipped: string | undefined;
}

interface LineProps {
  readonly name: string;
  readonly text: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly set: (value: number) => Change;
  readonly of: Props;
}

const Line = ({ name, text, value, low, high, step, set, of }: LineProps) => (
  <div className={css.line}>
    <span className={css.name}>{name}</span>
    <Slider
      size="sm"
      color="var(--branch)"
      label={null}
      min={low}
      max={high}
      step={step}
      value={value}
      onChange={(next) => of.actions.move(of.trial.id, set(next))}
      onChangeEnd={() => of.actions.letGo()}
      thumbProps={{ "aria-label": `${name}, ${text}` }}
    />
    <output className={css.value}>{text}</output>
  </div>
);

const minutesFrom = ({ from }: Bounds, at: number): number => Math.round((at - from) / minute);

const longestPeriod = 240;

const Sliders = (props: Props) => {
  const { change } = props.trial;
  const kind = kindOf(change);
  if (kind === "skip") return null;
  const { low, high, step, unit } = kinds[kind];
  const end = endOf(change);
  const { bounds } = props;
  const start = startOf(change);
  return (
    <>
      <Line
        name={kind === "walk" ? "Effort" : kind === "basal" ? "Rate" : "Amount"}
        text={`${amountOf(change)} ${unit}`}
        value={amountOf(change)}
        low={low}
        high={high}
        step={step}
        set={(amount) => withAmount(change, amount)}
        of={props}
      />
      <Line
        name="Start"
        text={timeOfDay(start, props.offset)}
        value={minutesFrom(bounds, start)}
        low={0}
        high={minutesFrom(bounds, bounds.to)}
        step={5}
        set={(minutes) => withStart(change, bounds.from + minutes * minute, bounds)}
        of={props}
      />
      {end !== null && (
        <Line
          name="Length"
          text={duration(end - start)}
          value={Math.round((end - start) / minute)}
          low={10}
          high={longestPeriod}
          step={5}
          set={(minutes) => withEnd(change, start + minutes * minute, bounds)}
          of={props}
        />
      )}
    </>
  );
};

/** One change, set by sliders. */
export const ChangeEditor = (props: Props) => {
  const { trial, actions, skipped } = props;
  const kind = kindOf(trial.change);
  const name = kind === "skip" ? `Leave out ${skipped ?? "a dose"}` : kinds[kind].name;
  return (
    <li className={css.change}>
      <h3>{name}</h3>
      <ActionIcon
        className={css.remove ?? ""}
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={`Remove: ${name}`}
        onClick={() => actions.remove(trial.id)}
      >
        <IconTrash size={15} />
      </ActionIcon>
      <Sliders {...props} />
    </li>
  );
};
