import type { TwinCard } from "@homeostat/server/contract";
import { memo } from "react";
import css from "./Findings.module.css";

interface Props {
  readonly findings: TwinCard["findings"];
}

/** What the twin found in the data of the last day: plain words first, the exact ones and what to do below. */
export const Findings = memo(({ findings }: Props) =>
  findings.length === 0 ? null : (
    <>
      <h3>What it noticed in the last day</h3>
      <ul className={css.findings}>
        {findings.map(({ kind, from, going, plain, exact, cure }) => (
          <li key={`${kind} ${from}`} data-going={going}>
            {plain}
            <small>
              {exact}. {cure}
            </small>
          </li>
        ))}
      </ul>
    </>
  ),
);
