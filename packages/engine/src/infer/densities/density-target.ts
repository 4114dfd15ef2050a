import { unlessBroken } from "../map/subject-posterior.ts";
import { normalStart } from "../samplers/normal-start.ts";
import type { Target } from "../samplers/target.ts";
import { BoundRows, nothingCarried } from "./bound-rows.ts";
import { type DensityLayout, layOut, rowsOf } from "./density-layout.ts";
import type { DensityData, DensitySpec } from "./density-spec.ts";
import { RowTerm } from "./row-term.ts";

/**
 * A density bound to its data, ready to sample: on the real line, with the log-Jacobians of bounded parameters.
 * @throws HS11xx for text, HS1671 for bounds, HS1672 for data that do not fit
 */
export function densityTarget(spec: DensitySpec, data: DensityData = {}): Target {
  const layout = layOut(spec, data);
  const terms = spec.terms.map((term) => new RowTerm(spec, term, data, layout));
  const reports = reportsOf(spec, data, layout);
  const values = new Float64Array(layout.size);
  const slopes = new Float64Array(layout.size);
  return {
    coordinates: layout.names,
    differentiable: true,
    start: startOf(layout),
    quantities: reports.quantities,
    report: (at) => reports.report(place(layout, at, values)),
    logDensity: (at, gradient = slopes) => {
      place(layout, at, values);
      gradient.fill(0);
      const sum = summed(terms, values, gradient);
      return sum === undefined ? Number.NEGATIVE_INFINITY : sum + onTheLine(layout, at, gradient);
    },
  };
}

function place({ scales }: DensityLayout, at: Float64Array, values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = scales[i]!.fromLine(at[i]!);
  return values;
}

function summed(terms: readonly RowTerm[], values: Float64Array, gradient: Float64Array): number | undefined {
  return unlessBroken(() => terms.reduce((sum, term) => sum + term.add(values, gradient), 0));
}

/** Turns derivatives in the values into those on the line, and gives Σ ln |d value / du|. */
function onTheLine({ scales }: DensityLayout, at: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < at.length; i++) {
    const [scale, u] = [scales[i]!, at[i]!];
    sum += scale.logSlope(u);
    gradient[i] = gradient[i]! * scale.slope(u) + scale.logSlopeBy(u);
  }
  return sum;
}

function startOf({ places, size }: DensityLayout) {
  const all = [...places.values()].flatMap((one) => new Array<typeof one>(one.count).fill(one));
  const mean = Float64Array.from(all, ({ scale, start }) => scale.toLine(start.at));
  const covariance = new Float64Array(size * size);
  all.forEach(({ start }, i) => {
    covariance[i * (size + 1)] = start.spread ** 2;
  });
  return normalStart(mean, covariance);
}

function reportsOf(spec: DensitySpec, data: DensityData, layout: DensityLayout) {
  if (spec.reports === undefined)
    return { quantities: layout.names, report: (values: Float64Array) => values.slice() };
  const all = Object.entries(spec.reports).map(([name, report]) => {
    const { is, each } = typeof report === "string" ? { is: report, each: undefined } : report;
    const term = { log: is, ...(each === undefined ? {} : { over: each }) };
    const rows = new BoundRows(spec, term, { report: is }, data, layout, undefined);
    const count = each === undefined ? 1 : rowsOf(spec.id, data, each);
    const names = Array.from({ length: count }, (_, i) => (each === undefined ? name : `${name}[${i + 1}]`));
    return { names, rows };
  });
  return {
    quantities: all.flatMap(({ names }) => names),
    report: (values: Float64Array) =>
      all.flatMap(({ rows }) =>
        Array.from({ length: rows.count }, (_, row) => rows.evaluate(row, values, nothingCarried)[0]!),
      ),
  };
}
