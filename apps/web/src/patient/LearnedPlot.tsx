import type { LearnedParameter } from "@homeostat/server/contract";
import css from "./Learned.module.css";
import { dotScale } from "./learned-geometry.ts";

const width = 180;
const height = 22;

/** What was known before (grey), what is known now (dot with its 80 % interval), and the truth where it is known. */
export const LearnedPlot = ({ parameter }: { readonly parameter: LearnedParameter }) => {
  const { median, low80, high80, priorLow80, priorHigh80, truth } = parameter;
  const x = dotScale([low80, high80, priorLow80, priorHigh80, truth ?? median], width);
  const middle = height / 2;
  return (
    <svg className={css.plot} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line className={css.prior} x1={x(priorLow80)} x2={x(priorHigh80)} y1={middle} y2={middle} />
      <line className={css.posterior} x1={x(low80)} x2={x(high80)} y1={middle} y2={middle} />
      <circle className={css.median} cx={x(median)} cy={middle} r="4" />
      {truth !== null && <path className={css.truth} d={`M${x(truth)} ${middle - 7}l5 7l-5 7l-5 -7z`} />}
    </svg>
  );
};
