import type { Accuracy } from "@homeostat/server/contract";
import { type Scale, shown } from "../format/units.ts";
import { valueTicks } from "../timeline/geometry/value-ticks.ts";
import css from "./Charts.module.css";

const width = 420;
const height = 210;
const frame = { left: 44, right: width - 8, top: 14, bottom: height - 30 };
const bar = 26;

/** Error of the twins' middle beside "nothing changes", by horizon. */
export const ErrorChart = ({
  horizons,
  scale,
}: {
  readonly horizons: Accuracy["horizons"];
  readonly scale: Scale;
}) => {
  const top =
    Math.max(1, ...horizons.map(({ rmse, persistenceRmse }) => Math.max(rmse, persistenceRmse))) * 1.15;
  const x = (place: number): number =>
    frame.left + ((place + 0.5) / horizons.length) * (frame.right - frame.left);
  const y = (value: number): number => frame.bottom - (value / top) * (frame.bottom - frame.top);
  return (
    <svg
      className={css.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Root mean squared error by horizon"
    >
      {valueTicks(0, top * scale.factor, 4).map((tick) => (
        <g key={tick}>
          <line
            className={css.grid}
            x1={frame.left}
            x2={frame.right}
            y1={y(tick / scale.factor)}
            y2={y(tick / scale.factor)}
          />
          <text className={css.tick} x={frame.left - 8} y={y(tick / scale.factor) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {horizons.map(({ horizonMinutes, rmse, persistenceRmse }, place) => (
        <g key={horizonMinutes}>
          <rect
            className={css.twin}
            x={x(place) - bar - 2}
            width={bar}
            y={y(rmse)}
            height={frame.bottom - y(rmse)}
          />
          <rect
            className={css.naive}
            x={x(place) + 2}
            width={bar}
            y={y(persistenceRmse)}
            height={frame.bottom - y(persistenceRmse)}
          />
          <text className={css.strong} x={x(place) - bar / 2 - 2} y={y(rmse) - 5} textAnchor="middle">
            {shown(rmse, { ...scale, digits: 1 })}
          </text>
          <text
            className={css.value}
            x={x(place) + bar / 2 + 2}
            y={y(persistenceRmse) - 5}
            textAnchor="middle"
          >
            {shown(persistenceRmse, { ...scale, digits: 1 })}
          </text>
          <text className={css.tick} x={x(place)} y={height - 10} textAnchor="middle">
            {horizonMinutes} min
          </text>
        </g>
      ))}
    </svg>
  );
};
