import type { WhatIf } from "@homeostat/twin";
import { inGlucoseUnit } from "../format/glucose-words.ts";
import type { Scale } from "../format/units.ts";
import css from "./Effect.module.css";
import { effectInWords, endInWords, riskChanges } from "./effect.ts";

interface Props {
  readonly whatIf: WhatIf;
  readonly scale: Scale;
  readonly offset: number;
}

/** What the change does, in words and numbers. */
export const Effect = ({ whatIf, scale, offset }: Props) => (
  <div className={css.effect}>
    <p className={css.most}>{effectInWords(whatIf, scale, offset) ?? "No difference yet."}</p>
    <p>{endInWords(whatIf, scale, offset)}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Chance of</th>
          <th scope="col">Today</th>
          <th scope="col">Changed</th>
        </tr>
      </thead>
      <tbody>
        {riskChanges(whatIf).map(({ name, today, changed, direction }) => (
          <tr key={name}>
            <th scope="row">{inGlucoseUnit(name, scale.unit === "mmol/L" ? "mmol/L" : "mg/dL")}</th>
            <td>{today}</td>
            <td data-direction={direction}>
              {changed}
              <span aria-hidden="true">
                {direction === "better" ? " ▾" : direction === "worse" ? " ▴" : ""}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
