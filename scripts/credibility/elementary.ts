/**
 * The largest errors of the elementary functions: `node scripts/credibility/elementary.ts [draws, 20000 where not
 * given]`. Every kind of argument that the tests take, drawn so often; a table in Markdown.
 */
import { randomStream } from "@homeostat/engine";
import { cases, worstOf } from "../../packages/engine/src/compile/elementary/test/cases.ts";

const draws = Number(process.argv[2] ?? 20_000);
process.stdout.write("| arguments | largest error, ulp | at |\n|---|---|---|\n");
for (const one of cases) {
  const { ulps, at } = worstOf(one, draws, randomStream({ seed: 1, purpose: one.name, member: 0 }));
  process.stdout.write(`| ${one.name} | ${ulps.toFixed(3)} | ${at.join(", ")} |\n`);
}
