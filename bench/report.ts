/** One line of the benchmark: ours, and the anchor beside it where there is one. Times are milliseconds a unit. */
export interface Line {
  readonly name: string;
  readonly unit: string;
  readonly ours_ms: number;
  readonly anchor?: string;
  readonly anchor_ms?: number;
  /** Anchor's time over ours. */
  readonly ratio?: number;
  readonly error_ours?: number;
  readonly error_anchor?: number;
}

export function printLine(line: Line, json: boolean): void {
  console.log(json ? JSON.stringify(line) : tableRow(line));
}

function tableRow({ name, unit, ours_ms, anchor, anchor_ms, ratio, error_ours, error_anchor }: Line): string {
  const ours = `${name.padEnd(26)} ${ours_ms.toPrecision(3).padStart(7)} ms/${unit}`;
  if (anchor === undefined || anchor_ms === undefined || ratio === undefined) return ours;
  const errors =
    error_ours === undefined
      ? ""
      : `error ${error_ours.toExponential(1)} | ${error_anchor?.toExponential(1)}`;
  return `${ours.padEnd(62)} ${anchor.padEnd(26)} ${anchor_ms.toPrecision(3).padStart(7)} ms  ×${ratio.toFixed(2).padStart(6)}  ${errors}`;
}
