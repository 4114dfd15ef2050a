import { IconPlugConnectedX } from "@tabler/icons-react";
import { timeOfDay, utc, zoneName } from "../format/time.ts";
import { clinicClock } from "../live/clinic-clock.ts";
import { useConnection } from "../live/use-live.ts";
import css from "./ConnectionNote.module.css";

/** Says so when what is shown is no longer live. It sits in the bar, so that nothing below it moves. */
export const ConnectionNote = () => {
  const state = useConnection();
  if (state === "live" || state === "connecting") return <span role="status" className="visually-hidden" />;
  const since = clinicClock.latest()?.now;
  const asOf = since === undefined ? "" : ` Shown as of ${timeOfDay(since, utc)} ${zoneName(utc)}.`;
  return (
    <span role="status" className={css.note} title="The page reconnects by itself.">
      <IconPlugConnectedX size={15} aria-hidden="true" />
      <span>
        {state === "offline" ? "Offline." : "Not live, reconnecting."}
        <span className={css.wide}>{asOf}</span>
      </span>
    </span>
  );
};
