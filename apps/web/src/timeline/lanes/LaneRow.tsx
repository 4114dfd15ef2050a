import type { ReactNode } from "react";
import css from "./LaneRow.module.css";

interface Props {
  readonly id: string;
  readonly title: string;
  readonly value?: string | undefined;
  readonly unit?: string | undefined;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** A lane: what it is on the left (above, on a phone), its plot on the right. */
export const LaneRow = ({ id, title, value, unit, note, children }: Props) => (
  <section className={css.lane} data-lane={id} aria-label={title}>
    <header className={css.label}>
      <h3 title={title}>{title}</h3>
      {value !== undefined && (
        <p>
          {value} <span className="unit">{unit}</span>
        </p>
      )}
      {note && <p className={css.note}>{note}</p>}
    </header>
    {children}
  </section>
);
