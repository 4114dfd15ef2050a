import type { WhatIf } from "@homeostat/twin";
import { timeOfDay } from "../format/time.ts";
import { percent, type Scale, shown, signed } from "../format/units.ts";
import { largest } from "./difference-geometry.ts";

export interface RiskChange {
  readonly name: string;
  readonly today: string;
  readonly changed: string;
  readonly direction: "better" | "worse" | "same";
}

/** Chances smaller than this cannot be told apart. */
const unseen = 0.015;

/** Each risk of today beside what the change makes of it. */
export const riskChanges = ({ today, changed }: WhatIf): readonly RiskChange[] =>
  today.risks.map(({ name, chance }) => {
    const after = changed.risks.find((risk) => risk.name === name)?.chance ?? chance;
    const moved = after - chance;
    const direction = Math.abs(moved) < unseen ? "same" : moved < 0 ? "better" : "worse";
    return { name, today: percent(chance), changed: percent(after), direction };
  });

/** "Most at 16:05: −34 mg/dL (−48 to −20, 80 %)"; null where nothing changes. */
export const effectInWords = (whatIf: WhatIf, scale: Scale, offset: number): string | null => {
  const most = largest(whatIf.difference);
  if (!most) return null;
  const [, low = 0, , middle = 0, , high = 0] = most.quantiles;
  return `Most at ${timeOfDay(most.at, offset)}: ${signed(middle, scale)} ${scale.unit} (${signed(low, scale)} to ${signed(high, scale)}, 80\u00a0%)`;
};

/** What is likely at the end of what was looked at, with the change. */
export const endInWords = ({ changed }: WhatIf, scale: Scale, offset: number): string | null => {
  const last = changed.points.at(-1);
  if (!last) return null;
  const [, low = 0, , , , high = 0] = last.quantiles;
  return `Likely ${shown(low, scale)}–${shown(high, scale)} ${scale.unit} at ${timeOfDay(last.at, offset)}`;
};
