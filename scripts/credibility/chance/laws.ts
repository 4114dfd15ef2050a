import type { JumpMethodName } from "@homeostat/engine";
import { jumpMethods } from "../../../packages/engine/src/jumps/jump-methods.ts";
import { judgeMoments } from "../../../packages/engine/src/jumps/test/judge-moments.ts";
import { knownLaws } from "../../../packages/engine/src/jumps/test/known-laws.ts";
import { digits, table } from "./table.ts";

/** Means and sds of many paths beside laws that are known without drawing. */
export function lawsPage(members: number, command: string): string {
  const methods = Object.keys(jumpMethods) as JumpMethodName[];
  const judged = methods.flatMap((method) =>
    knownLaws.flatMap((law) =>
      judgeMoments(law, members, { seed: 101, method }).map((one) => ({ law: law.name, method, ...one })),
    ),
  );
  const rows = judged.map(({ law, method, t, exact, found, z, y }) => [
    law,
    method,
    t,
    digits(exact[0], 6),
    digits(found[0], 6),
    z.toFixed(2),
    digits(exact[1], 5),
    digits(found[1], 5),
    y.toFixed(2),
  ]);
  const most = (of: (one: (typeof judged)[number]) => number) =>
    judged.reduce((far, one) => Math.max(far, Math.abs(of(one))), 0).toFixed(2);
  const beyond = (of: (one: (typeof judged)[number]) => number, limit: number) =>
    judged.filter((one) => Math.abs(of(one)) >= limit).length;
  return `# Reactions one by one against laws that are known

Made by \`${command}\`; not edited by hand. ${members} paths of each model by each method. Means and variances are those of the
formulas, the master equation or the equations of moments (\`packages/engine/src/jumps/test/known-laws.ts\`); z = √n·(mean − μ)/σ
and y = √(n/2)·(s²/σ² − 1) as the SBML stochastic test suite judges (±3, ±5). Of ${judged.length} means ${beyond(({ z }) => z, 3)} lie beyond ±3 (by chance 0.3 % would), the
farthest at ${most(({ z }) => z)}; of as many variances ${beyond(({ y }) => y, 5)} lie beyond ±5, the farthest at ${most(({ y }) => y)}.

${table(["law", "method", "t", "mean", "found", "z", "sd", "found", "y"], rows)}
`;
}
