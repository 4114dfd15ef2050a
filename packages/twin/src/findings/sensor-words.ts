import type { Prepared } from "../twin/prepare.ts";
import type { Twin } from "../twin/twin.ts";
import { biasOf, gainBelief } from "./sensor-drift.ts";
import { between80, fingersticks, moment, offBy } from "./words.ts";

/** How the sensor reads against blood, in words for its card; or that nothing tells, and what would. */
export interface SensorWords {
  /** Whether any drop of blood bears on the present sensor. */
  readonly known: boolean;
  /** By which share of the truth it is off; the population's where nothing is known. */
  readonly bias: ReturnType<typeof biasOf>;
  readonly plain: string;
}

/** Null where the design knows of no gain. */
export function sensorWords(prepared: Prepared, twin: Twin): SensorWords | null {
  const belief = gainBelief(prepared, twin.members);
  if (belief === null) return null;
  const bias = biasOf(belief);
  const { blood, watermark, findings } = twin;
  if (blood === null) return { known: false, bias, plain: unknown(bias) };
  const drifts = findings.some(({ kind, going }) => kind === "sensor drift" && going);
  const seen = fingersticks(blood.count, moment(blood.first, watermark, blood.offsetMinutes));
  const plain = drifts
    ? `It reads about ${offBy(bias.median)} (${between80(bias)}) against ${seen}; forecasts are corrected for it.`
    : untold(bias, seen);
  return { known: true, bias, plain };
}

const unknown = (bias: ReturnType<typeof biasOf>) =>
  `Whether it drifts cannot be seen from its own readings: sensors of its kind read ${between80(bias)}. A fingerstick while glucose is steady would tell.`;

/** What is not yet sure enough to be told as drift. */
const untold = (bias: ReturnType<typeof biasOf>, seen: string) =>
  bias.low80 > 0 || bias.high80 < 0
    ? `It may be off: by ${seen} it reads ${between80(bias)}. Another while glucose is steady would tell.`
    : `Nothing speaks against it: by ${seen} it reads ${between80(bias)}.`;
