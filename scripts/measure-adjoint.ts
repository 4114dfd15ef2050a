/**
 * node scripts/measure-adjoint.ts [rounds]: one gradient of a sum of squares by the adjoint and by forward sensitivities,
 * at the same tolerances, for growing numbers of parameters: CPU time (best of the rounds, alternating), steps, and how
 * far the two are apart.
 */
import type { Model, Schedule } from "@homeostat/engine";
import { adjointGradient, type Loss } from "@homeostat/engine/infer";
import { uvaPadovaS2008 } from "@homeostat/models";
import { forwardGradient, numericParameters } from "../packages/models/src/test/forward-gradient.ts";

const rounds = Number(process.argv[2] ?? 5);
const method = "tsit5";
const tolerance = { relative: 1e-8, absolute: 1e-8 };

const squares: Loss = ([values], [slopes]) => {
  let sum = 0;
  values!.forEach((value, i) => {
    const residual = (value - 120 - 10 * Math.sin(i)) / 10;
    sum += residual ** 2;
    slopes![i] = residual / 5;
  });
  return sum;
};

interface Study {
  readonly name: string;
  readonly model: Model;
  readonly output: string;
  readonly schedule: Schedule;
  readonly at: Float64Array;
  readonly counts: readonly number[];
}

const times = (hours: number, every: number) =>
  Float64Array.from({ length: (hours * 60) / every }, (_, i) => (i + 1) * every);
const day: Schedule = [7, 12, 19].flatMap((hour) => [
  { kind: "dose", dose: "meal", at: hour * 60, amount: 50 },
  { kind: "dose", dose: "bolus", at: hour * 60, amount: 4 },
]);

const studies: readonly Study[] = [
  {
    name: "UVA/Padova, a day, sensor every 5 min",
    model: uvaPadovaS2008 as unknown as Model,
    output: "glucose",
    schedule: day,
    at: times(24, 5),
    counts: [1, 2, 4, 8, 16, 24, 32],
  },
  {
    name: "UVA/Padova, a day, eight values",
    model: uvaPadovaS2008 as unknown as Model,
    output: "glucose",
    schedule: day,
    at: times(24, 180),
    counts: [1, 2, 4, 8, 16, 24, 32],
  },
];

const milliseconds = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

function measure({ model, output, schedule, at }: Study, count: number): void {
  const parameters = numericParameters(model).slice(0, count);
  const options = { parameters, schedule, at, outputs: [output], loss: squares, tolerance, method } as const;
  const adjoint = adjointGradient(model, options);
  const forward = forwardGradient(model, options, tolerance);
  const values = parameters.map((name) => Number(model.parameters[name]!.value));
  const [mine, theirs] = [adjoint.at(values), forward()];
  const size = Math.max(...theirs.map(Math.abs));
  const apart = Math.max(
    ...theirs.map((value, k) => Math.abs(mine.gradient[k]! - value) / Math.max(Math.abs(value), 1e-3 * size)),
  );
  const [a, f]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    a.push(milliseconds(() => adjoint.at(values)));
    f.push(milliseconds(forward));
  }
  const [best, other] = [Math.min(...a), Math.min(...f)];
  const columns = [parameters.length, best.toFixed(1), other.toFixed(1), (other / best).toFixed(2)];
  console.log(`| ${[...columns, mine.steps.there, mine.steps.back, apart.toExponential(1)].join(" | ")} |`);
}

for (const study of studies) {
  console.log(`\n${study.name}\n`);
  console.log("| parameters | adjoint, ms | forward, ms | forward / adjoint | steps there | back | apart |");
  console.log("|---|---|---|---|---|---|---|");
  for (const count of study.counts) measure(study, count);
}
