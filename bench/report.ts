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
  /** Ours at a tolerance so tight that its error is not above the anchor's. */
  readonly equal_error?: {
    readonly ours_ms: number;
    readonly ratio: number;
    readonly error: number;
    /** What the tolerance was multiplied by. */
    readonly tightened: number;
  };
}

export function printLine(line: Line, json: boolean): void {
  console.log(json ? JSON.stringify(line) : tableRow(line));
}

function tableRow(line: Line): string {
  const { name, unit, ours_ms, anchor, anchor_ms, ratio } = line;
  const ours = `${name.padEnd(26)} ${ours_ms.toPrecision(3).padStart(7)} ms/${unit}`;
  if (anchor === undefined || anchor_ms === undefined || ratio === undefined) return ours;
  const beside = `${anchor.padEnd(26)} ${anchor_ms.toPrecision(3).padStart(7)} ms  ×${ratio.toFixed(2).padStart(6)}`;
  return `${ours.padEnd(62)} ${beside}  ${errorsOf(line)}`;
}

function errorsOf({ error_ours, error_anchor, equal_error: equal }: Line): string {
  if (error_ours === undefined || error_anchor === undefined) return "";
  const errors = `error ${error_ours.toExponential(1)} | ${error_anchor.toExponential(1)}`;
  if (equal === undefined) return errors;
  return `${errors}  at equal error ×${equal.ratio.toFixed(2)}${equal.tightened === 1 ? "" : ` (tolerance × ${equal.tightened})`}`;
}
