import type { Accuracy } from "@homeostat/server/contract";
import { percent } from "../format/units.ts";
import css from "./Charts.module.css";

const width = 420;
const height = 210;
const frame = { left: 44, right: width - 62, top: 14, bottom: height - 30 };
const bands = [
  { level: 0.95, of: "covered95" },
  { level: 0.8, of: "covered80" },
  { level: 0.5, of: "covered50" },
] as const;
const low = 0.3;

const y = (share: number): number => frame.bottom - ((share - low) / (1 - low)) * (frame.bottom - frame.top);

/** How often the truth fell in each band (dots), beside how often it should have (lines). */
export const CoverageChart = ({ horizons }: { readonly horizons: Accuracy["horizons"] }) => {
  const x = (place: number): number =>
    frame.left + ((place + 0.5) / horizons.length) * (frame.right - frame.left);
  return (
    <svg
      className={css.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Coverage of the bands by horizon"
    >
      {bands.map(({ level, of }) => (
        <g key={of}>
          <line className={css.target} x1={frame.left} x2={frame.right} y1={y(level)} y2={y(level)} />
          <text className={css.label} x={frame.right + 8} y={y(level) + 4}>
            {percent(level)}
          </text>
          <path
            className={css.line}
            d={horizons
              .map((row, place) => `${place === 0 ? "M" : "L"}${x(place)} ${y(Math.max(row[of], low))}`)
              .join("")}
          />
          {horizons.map((row, place) => (
            <g key={row.horizonMinutes}>
              <circle className={css.dot} cx={x(place)} cy={y(Math.max(row[of], low))} r="4" />
              <text
                className={css.value}
                x={x(place)}
                y={y(Math.max(row[of], low)) + (row[of] < level ? 17 : -8)}
                textAnchor="middle"
              >
                {percent(row[of])}
              </text>
            </g>
          ))}
        </g>
      ))}
      {horizons.map((row, place) => (
        <text key={row.horizonMinutes} className={css.tick} x={x(place)} y={height - 10} textAnchor="middle">
          {row.horizonMinutes} min
        </text>
      ))}
    </svg>
  );
};
