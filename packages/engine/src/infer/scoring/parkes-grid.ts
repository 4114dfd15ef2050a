import { requireGlucose } from "./check-pairs.ts";
import type { ErrorGridZone } from "./error-grid.ts";

type Point = readonly [reference: number, estimate: number];
type Line = readonly Point[];

interface Borders {
  /** Upper borders, from A/B outwards. */
  readonly above: readonly { readonly zone: ErrorGridZone; readonly line: Line }[];
  /** Lower borders, from A/B outwards. */
  readonly below: readonly { readonly zone: ErrorGridZone; readonly line: Line }[];
}

/** Corners of the borders (mg/dL) by Pfützner et al. 2013, doi:10.1177/193229681300700517, tables 1 and 2. */
const borders: Readonly<Record<"type 1" | "type 2", Borders>> = {
  "type 1": {
    above: [
      {
        zone: "B",
        line: [
          [0, 50],
          [30, 50],
          [140, 170],
          [280, 380],
          [430, 550],
        ],
      },
      {
        zone: "C",
        line: [
          [0, 60],
          [30, 60],
          [50, 80],
          [70, 110],
          [260, 550],
        ],
      },
      {
        zone: "D",
        line: [
          [0, 100],
          [25, 100],
          [50, 125],
          [80, 215],
          [125, 550],
        ],
      },
      {
        zone: "E",
        line: [
          [0, 150],
          [35, 155],
          [50, 550],
        ],
      },
    ],
    below: [
      {
        zone: "B",
        line: [
          [50, 0],
          [50, 30],
          [170, 145],
          [385, 300],
          [550, 450],
        ],
      },
      {
        zone: "C",
        line: [
          [120, 0],
          [120, 30],
          [260, 130],
          [550, 250],
        ],
      },
      {
        zone: "D",
        line: [
          [250, 0],
          [250, 40],
          [550, 150],
        ],
      },
    ],
  },
  "type 2": {
    above: [
      {
        zone: "B",
        line: [
          [0, 50],
          [30, 50],
          [230, 330],
          [440, 550],
        ],
      },
      {
        zone: "C",
        line: [
          [0, 60],
          [30, 60],
          [280, 550],
        ],
      },
      {
        zone: "D",
        line: [
          [0, 80],
          [25, 80],
          [35, 90],
          [125, 550],
        ],
      },
      {
        zone: "E",
        line: [
          [0, 200],
          [35, 200],
          [50, 550],
        ],
      },
    ],
    below: [
      {
        zone: "B",
        line: [
          [50, 0],
          [50, 30],
          [90, 80],
          [330, 230],
          [550, 450],
        ],
      },
      {
        zone: "C",
        line: [
          [90, 0],
          [260, 130],
          [550, 250],
        ],
      },
      {
        zone: "D",
        line: [
          [250, 0],
          [250, 40],
          [410, 110],
          [550, 160],
        ],
      },
    ],
  },
};

/**
 * Zone of a glucose estimate (mg/dL) in the consensus error grid (Parkes et al. 2000, doi:10.2337/diacare.23.8.1143).
 * A pair on a border belongs to the milder zone; the last stretch of each border goes on beyond the grid.
 * @throws HS1681 for what is no glucose: a reading that is missing is in no zone
 */
export function parkesZone(
  reference: number,
  estimate: number,
  diabetes: "type 1" | "type 2" = "type 1",
): ErrorGridZone {
  requireGlucose(reference);
  requireGlucose(estimate);
  const { above, below } = borders[diabetes];
  const high = above.findLast(({ line }) => side(line, reference, estimate) < 0);
  const low = below.findLast(({ line }) => side(line, reference, estimate) > 0);
  return (high ?? low)?.zone ?? "A";
}

/** Sign: positive to the right of and below the line as it runs from its first corner, negative on the other side. */
function side(line: Line, reference: number, estimate: number): number {
  const last = line.length - 2;
  const at = line.findIndex(
    ([x, y], i) => i > 0 && i <= last && (reference < x || (estimate < y && reference === x)),
  );
  const from = at === -1 ? last : at - 1;
  const [x0, y0] = line[from]!;
  const [x1, y1] = line[from + 1]!;
  return (reference - x0) * (y1 - y0) - (estimate - y0) * (x1 - x0);
}
