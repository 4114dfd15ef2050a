import { ActionIcon, Popover, Tooltip, UnstyledButton } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import { timeOfDay, utc, weekdayAndDate, zoneName } from "../../format/time.ts";
import { useClock, useNow } from "../../live/use-clock.ts";
import css from "./Clock.module.css";
import { ClockMenu } from "./ClockMenu.tsx";
import { useChangeClock } from "./use-change-clock.ts";

/** The clinic's time: simulated, and said to be. */
export const ClockControl = () => {
  const clock = useClock();
  const now = useNow(500);
  const change = useChangeClock();
  if (!clock || now === null) return <span className={css.control} aria-hidden="true" />;
  const label = clock.paused ? "Run the clinic" : "Pause the clinic";
  return (
    <div className={css.control}>
      <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={css.time}>
            <span className={css.tag}>Simulated</span>
            <span className={css.date}>{weekdayAndDate(now, utc)}</span>
            <strong>{timeOfDay(now, utc)}</strong>
            <span className={css.tag}>{zoneName(utc)}</span>
            <span className={css.speed}>{clock.catchingUp ? "catching up" : `×${clock.speed}`}</span>
            <span className="visually-hidden">clinic time: change speed or jump</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <ClockMenu clock={clock} change={change.mutate} error={change.error} />
        </Popover.Dropdown>
      </Popover>
      <Tooltip label={label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={label}
          onClick={() => change.mutate({ paused: !clock.paused })}
        >
          {clock.paused ? <IconPlayerPlayFilled size={16} /> : <IconPlayerPauseFilled size={16} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
};
