import type { Accuracy } from "@homeostat/server/contract";
import { Link } from "@tanstack/react-router";
import { percent, significant, writtenUnit } from "../format/units.ts";
import css from "./Charts.module.css";
import { covered, equalScale } from "./dot-geometry.ts";

const size = 190;
const pad = 10;

type Parameter = Accuracy["parameters"][number];

/** What the twins learned of one parameter against the truth: on the line is right. */
export const RecoveryPlot = ({ parameter }: { readonly parameter: Parameter }) => {
  const { name, is, unit, people, covered80 } = parameter;
  const { x, y, low, high } = equalScale(people, size, pad);
  return (
    <figure className={css.recovery}>
      <figcaption>
        <strong>{is}</strong> <span className={css.symbol}>{name}</span>
        <span className={css.unit}>{writtenUnit(unit)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${size} ${size}`}>
        <title>{`${is}: learned against true, ${people.length} people`}</title>
        <rect className={css.ground} x="0" y="0" width={size} height={size} rx="4" />
        <line className={css.equal} x1={x(low)} y1={y(low)} x2={x(high)} y2={y(high)} />
        {people.map((person) => (
          <Link key={person.id} to="/patients/$id" params={{ id: person.id }} aria-label={person.name}>
            <line
              className={css.whisker}
              x1={x(person.truth)}
              x2={x(person.truth)}
              y1={y(person.low80)}
              y2={y(person.high80)}
            />
            <circle
              className={covered(person) ? css.caught : css.missed}
              cx={x(person.truth)}
              cy={y(person.median)}
              r="3"
            >
              <title>{`${person.name}: learned ${significant(person.median)}, true ${significant(person.truth)}`}</title>
            </circle>
          </Link>
        ))}
        <text className={css.corner} x={size - 6} y={size - 6} textAnchor="end">
          true
        </text>
        <text className={css.corner} x="6" y="14">
          learned
        </text>
      </svg>
      <p>
        off by <strong>{percent(parameter.medianAbsoluteRelativeError)}</strong> (before data{" "}
        {percent(parameter.priorMedianAbsoluteRelativeError)}); truth in the interval {percent(covered80)}
      </p>
    </figure>
  );
};
