import type { WhatIf } from "@homeostat/twin";
import { timeOfDay } from "../format/time.ts";
import { type Scale, signed } from "../format/units.ts";
import { timeTicks } from "../timeline/geometry/time-ticks.ts";
import { useWidth } from "../timeline/use-width.ts";
import css from "./DifferenceChart.module.css";
import { differenceShape } from "./difference-geometry.ts";

const height = 126;
const alphas = [0.14, 0.18, 0.28];
const step = 20;

interface Props {
  readonly points: WhatIf["difference"];
  readonly scale: Scale;
  readonly offset: number;
}

/** What the change does, by itself: narrower than the two fans, for they share their chance. */
export const DifferenceChart = ({ points, scale, offset }: Props) => {
  const [box, width] = useWidth<HTMLDivElement>();
  const frame = { left: 40, right: Math.max(width - 8, 60), top: 8, bottom: height - 20 };
  const shape = differenceShape(points, frame, step / (scale.unit === "mmol/L" ? 1.11 : 1));
  const from = points[0]?.at ?? 0;
  const to = points.at(-1)?.at ?? 1;
  return (
    <div ref={box} className={css.box}>
      {width > 0 && (
        <svg
          viewBox={`0 0 ${width} ${height}`}
          height={height}
          role="img"
          aria-label="Difference that the change makes"
        >
          {shape.ticks.map(({ y, value }) => (
            <g key={value}>
              <line
                className={value === 0 ? css.zero : css.grid}
                x1={frame.left}
                x2={frame.right}
                y1={y}
                y2={y}
              />
              <text className={css.text} x={frame.left - 6} y={y + 3.5} textAnchor="end">
                {signed(value, scale)}
              </text>
            </g>
          ))}
          {points.length > 0 &&
            timeTicks({ from, to }, offset, frame.right - frame.left, 70).map(({ at }) => (
              <text key={at} className={css.text} x={shape.x(at)} y={height - 5} textAnchor="middle">
                {timeOfDay(at, offset)}
              </text>
            ))}
          {points.length > 0 &&
            shape.bands.map((band, place) => (
              <path key={alphas[place]} className={css.band} d={band} fillOpacity={alphas[place]} />
            ))}
          {points.length > 0 && <path className={css.median} d={shape.median} />}
        </svg>
      )}
    </div>
  );
};
