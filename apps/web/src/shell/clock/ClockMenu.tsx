import type { Clock, ClockChange } from "@homeostat/server/contract";
import { Button, Progress, SegmentedControl } from "@mantine/core";
import { duration } from "../../format/time.ts";
import css from "./Clock.module.css";

const speeds = [1, 10, 60, 300, 3600] as const;
const jumps = [
  { minutes: 60, name: "1 hour" },
  { minutes: 6 * 60, name: "6 hours" },
  { minutes: 24 * 60, name: "1 day" },
  { minutes: 7 * 24 * 60, name: "1 week" },
] as const;

interface Props {
  readonly clock: Clock;
  readonly change: (change: ClockChange) => void;
  readonly error: Error | null;
}

const CatchingUp = ({ now }: { readonly now: NonNullable<Clock["catchingUp"]> }) => (
  <div className={css.catching}>
    <Progress value={(now.done / Math.max(now.total, 1)) * 100} aria-label="Catching up" />
    <span>
      Catching up: {Math.round((now.done / Math.max(now.total, 1)) * 100)} %
      {now.etaSeconds !== null && `, about ${duration(now.etaSeconds * 1000)} left`}
    </span>
  </div>
);

export const ClockMenu = ({ clock, change, error }: Props) => (
  <div className={css.menu}>
    <p>
      The virtual clinic runs on a clock of its own, shown in UTC. A person’s page shows that person’s local
      time; imported people keep their real dates.
    </p>
    <h3>Speed</h3>
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label="Speed of the clinic"
      data={speeds.map((speed) => ({ value: String(speed), label: `×${speed}` }))}
      value={String(clock.speed)}
      onChange={(speed) => change({ speed: Number(speed) })}
    />
    <h3>Jump ahead</h3>
    <div className={css.jumps}>
      {jumps.map(({ minutes, name }) => (
        <Button
          key={minutes}
          size="compact-sm"
          variant="default"
          disabled={clock.catchingUp !== null}
          onClick={() => change({ jumpMinutes: minutes })}
        >
          {name}
        </Button>
      ))}
    </div>
    {clock.catchingUp && <CatchingUp now={clock.catchingUp} />}
    {error && (
      <p role="alert" className={css.error}>
        {error.message}
      </p>
    )}
  </div>
);
