import type { Fared, ToldFalsely } from "./follow.ts";
import { type FaultKind, faultKinds } from "./inject.ts";
import { areaUnderCurve, rocPoint, type Scored } from "./score.ts";

/** One kind of fault in one kind of twin. */
export interface Study {
  readonly kind: FaultKind;
  readonly design: string;
  readonly twins: readonly Scored[];
  readonly rules: readonly Scored[];
  readonly watched: Fared;
  readonly unwatched: Fared;
  readonly faultless: Fared;
}

/** What twins of one kind told of sensors without faults, over so many days. */
interface FalselyTold {
  readonly design: string;
  readonly days: number;
  readonly told: readonly ToldFalsely[];
}

/** A chance of a fault, and what the simple rules count: mg/dL per minute, mg/dL, readings. */
const twinThresholds = [0.1, 0.5, 0.9];
const ruleThresholds: Readonly<Record<FaultKind, readonly number[]>> = {
  "compression low": [1.5, 2, 3],
  "wild reading": [20, 30, 40],
  "stuck sensor": [4, 5, 7],
};

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");

function swept(who: string, people: readonly Scored[], thresholds: readonly number[], study: Study) {
  const { area, interval } = areaUnderCurve(people);
  const episodes = people.reduce((sum, person) => sum + person.episodes.length, 0);
  return thresholds.map((threshold, i) => {
    const { detected, falseAlarmsPerWeek, delay } = rocPoint(people, threshold);
    const whole = `${area.toFixed(3)} (${interval.map((end) => end.toFixed(3)).join("–")})`;
    const told = [
      threshold,
      percent(detected),
      falseAlarmsPerWeek.toFixed(1),
      Number.isNaN(delay) ? "" : delay,
    ];
    return [study.kind, study.design, who, i === 0 ? episodes : "", i === 0 ? whole : "", ...told];
  });
}

function fared({ squares, covered, count }: Fared): readonly string[] {
  return count === 0 ? ["", ""] : [Math.sqrt(squares / count).toFixed(1), percent(covered / count)];
}

/** The page of a study's results. */
export function page(studies: readonly Study[], falsely: readonly FalselyTold[], command: string): string {
  const roc = studies.flatMap((study) => [
    ...swept("twin", study.twins, twinThresholds, study),
    ...swept("simple rule", study.rules, ruleThresholds[study.kind], study),
  ]);
  const effects = studies.map((study) => [
    study.kind,
    study.design,
    study.watched.count,
    ...fared(study.faultless),
    ...fared(study.unwatched),
    ...fared(study.watched),
  ]);
  const told = falsely.map(({ design, days, told }) => [
    design,
    days,
    ...faultKinds.map((kind) => ((7 * told.reduce((sum, one) => sum + one[kind], 0)) / days).toFixed(2)),
  ]);
  return `# Sensor faults, found

Made by \`${command} --out docs/credibility/faults.md\`; not edited by hand.

Virtual people of the clinic, another of each kind with each seed; their true glucose is seen through the published error model
of a sensor (Vettoretti 2019, doi:10.3390/s19235320) into which faults of known times are put: compression lows of 20–60 mg/dL
over 20–60 min, about every other night; single wild readings 25 mg/dL or more off; values that stand still for 45–120 min. A
twin gives each reading a chance that its sensor is at fault: by its watch, whose faults are compression lows and wild
readings, and that the sensor is stuck. An alarm is a reading at or above the threshold; the twin refuses what its watch doubts by
0.5 or more, and tells a finding from there on, of a stuck sensor from 0.1. The simple rules: the fastest fall of the last half
hour at night, mg/dL per minute (a rule of the rate of change, of the kind that Baysal et al. 2014,
doi:10.1177/1932296814553267, start from; not their whole algorithm); the distance from the median of the last five
readings, mg/dL; readings in a row with one value. Area: the chance that a faulty reading scores above a good one, with a 95 %
interval from drawing people anew. Episodes are known to the readings' five minutes; alarms within 20 min after one belong to
it. What these people do that no record tells (late boluses, snacks, walks) stays in: it is what false alarms are made of.

## Detection

${table(["fault", "twin's design", "who", "episodes", "area (95 %)", "threshold", "detected", "false alarms a week", "median delay, min"], roc)}

## Told of sensors without faults

The same people through the same sensors without any fault: findings a week that the twin told all the same.

${table(["twin's design", "days", ...faultKinds], told)}

## Forecasts

Half an hour ahead, made in a fault or within half an hour after it. RMSE in mg/dL against true glucose at the sensor's site; how
often the 80 % band held what the sensor would have read without its fault, for that is what the band is of. First the same
moments through the same sensor without the fault, then with it, the twin without its watch and with it. (Stuck sensors are
doubted by a rule of their own either way; there the last two show what the watch alone adds.)

${table(["fault", "twin's design", "forecasts", "RMSE, no fault", "in the band", "without the watch", "in the band", "with it", "in the band"], effects)}
`;
}
