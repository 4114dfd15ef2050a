import type { PatientRow } from "@homeostat/server/contract";
import { memo } from "react";
import css from "./Sparkline.module.css";
import { spark } from "./spark-geometry.ts";

const box = { width: 92, height: 34 };

/** The last three hours as a line, the next hour as dots. */
export const Sparkline = memo(
  ({ measured, forecast }: { measured: PatientRow["spark"]; forecast: PatientRow["sparkForecast"] }) => {
    const { path, dots, last, normal } = spark(measured, forecast, box);
    return (
      <svg className={css.spark} viewBox={`0 0 ${box.width} ${box.height}`} {...box} aria-hidden="true">
        <rect className={css.normal} x="0" width={box.width} y={normal[0]} height={normal[1] - normal[0]} />
        <path className={css.line} d={path} />
        {dots
          .filter((_, index) => index % 2 === 1)
          .map(({ x, y }) => (
            <circle key={x} className={css.dot} cx={x} cy={y} r="1.2" />
          ))}
        {last && <circle className={css.last} cx={last.x} cy={last.y} r="2.2" />}
      </svg>
    );
  },
);
