import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { EmptyState } from "../shell/states/EmptyState.tsx";
import { ErrorState } from "../shell/states/ErrorState.tsx";
import type { Lane } from "./geometry/lanes.ts";
import { ActivityLane } from "./lanes/ActivityLane.tsx";
import { DoseLane } from "./lanes/DoseLane.tsx";
import { EventsLane } from "./lanes/EventsLane.tsx";
import { GlucoseLane } from "./lanes/GlucoseLane.tsx";
import { ValueLane } from "./lanes/ValueLane.tsx";
import type { Fans, Shared } from "./shared.ts";
import { TimeAxis } from "./TimeAxis.tsx";
import css from "./Timeline.module.css";
import { useWidth } from "./use-width.ts";

/** What may lie over a lane: the changes that somebody tries. */
export type Overlay = (shape: Lane["shape"], shared: Shared) => ReactNode;

interface Props {
  readonly lanes: readonly Lane[];
  readonly shared: Omit<Shared, "width">;
  readonly fans: Fans;
  readonly live: boolean;
  /** Whose clock the axis shows, in words. */
  readonly zone: string;
  readonly showEvents: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly overlay?: Overlay;
  readonly compact: boolean;
}

const drawLane = (lane: Lane, shared: Shared, { fans, overlay, compact }: Props): ReactNode => {
  const over = overlay?.(lane.shape, shared);
  switch (lane.shape) {
    case "glucose":
      return (
        <GlucoseLane
          key={lane.id}
          lane={lane}
          shared={shared}
          fans={fans}
          height={compact ? 210 : lane.height}
        >
          {over}
        </GlucoseLane>
      );
    case "insulin":
    case "meals":
      return (
        <DoseLane key={lane.id} lane={lane} shared={shared}>
          {over}
        </DoseLane>
      );
    case "activity":
      return (
        <ActivityLane key={lane.id} lane={lane} shared={shared}>
          {over}
        </ActivityLane>
      );
    default:
      return <ValueLane key={lane.id} lane={lane} shared={shared} />;
  }
};

const Bones = ({ lanes }: { readonly lanes: readonly Lane[] }) => (
  <div aria-busy="true">
    {lanes.map(({ id, height }) => (
      <Skeleton key={id} height={height} radius={0} animate={false} />
    ))}
  </div>
);

/** All lanes over one time axis. */
export const Timeline = (props: Props) => {
  const [box, width] = useWidth<HTMLDivElement>();
  const { lanes, live, zone, showEvents, error, retry } = props;
  const shared: Shared = useMemo(() => ({ ...props.shared, width }), [props.shared, width]);
  return (
    <div className={css.timeline} data-ready={props.shared.timeline ? "true" : undefined}>
      <div className={css.head}>
        <p className={css.zone}>{zone}</p>
        <div ref={box}>
          {width > 0 && <TimeAxis store={shared.store} width={width} offset={shared.offset} live={live} />}
        </div>
      </div>
      {error && <ErrorState what="The timeline did not load" error={error} retry={retry} />}
      {lanes.length === 0 && (
        <EmptyState title="Nothing was measured yet" action={<Link to="/import">Import records</Link>}>
          Measurements, doses and meals appear here, each in its own lane, as soon as there are any.
        </EmptyState>
      )}
      {width === 0 && <Bones lanes={lanes} />}
      {width > 0 && lanes.map((lane) => drawLane(lane, shared, props))}
      {width > 0 && showEvents && <EventsLane shared={shared} />}
    </div>
  );
};
