import { moment } from "../../format/time.ts";
import { type Scale, shown } from "../../format/units.ts";
import type { LaneInfo } from "../geometry/lanes.ts";
import { nearest } from "../geometry/view.ts";
import type { Point } from "../ink/points.ts";
import type { Spot } from "../LaneChart.tsx";
import type { Hit } from "../LaneTip.tsx";
import type { Shared } from "../shared.ts";

const reach = 14;

const quality = (point: Point): string | undefined =>
  point.quality === "ok" ? undefined : `${point.quality}${point.reason ? `: ${point.reason}` : ""}`;

const codeParameter = ({ code }: LaneInfo): string => `${code.system}|${code.code}`;

interface What {
  readonly info: LaneInfo;
  readonly points: readonly Point[];
  readonly scale: Scale;
  /** Where a point's mark is; doses and rates are not on the lane's own scale. */
  readonly y?: (point: Point) => number;
}

/** The measurement under the pointer: what, when, whether it counts, and how to ask where it came from. */
export const pointHit = (shared: Shared, what: What, spot: Spot, x: number, y: number): Hit | null => {
  const { info, points, scale } = what;
  const place = (point: Point) => ({
    x: spot.x(point.start),
    y: what.y ? what.y(point) : spot.y(point.value),
  });
  const point = nearest(points, place, x, y, reach);
  if (!point) return null;
  const note = quality(point);
  const said = (at: number) => moment(at, shared.anchor, shared.offset);
  const time = said(point.start);
  const until = point.end === null ? "" : ` to ${said(point.end)}`;
  return {
    ...place(point),
    width: spot.width,
    lines: [
      { strong: `${shown(point.value, scale)} ${scale.unit}`, soft: `${time}${until}` },
      ...(info.title ? [{ strong: "", soft: info.title }] : []),
    ],
    ...(note ? { note } : {}),
    origin: { patient: shared.patient, code: codeParameter(info), at: point.start, key: point.key },
  };
};
