import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { prepareFollowing } from "../../bench/clinic-pace.ts";
import { median } from "../../bench/measure.ts";
import { measureOurs, warmUp, type Work } from "../../bench/measure-ours.ts";

/**
 * What keeping twins in step costs: processor time of readings that come one by one, as in life, by twins of the dearest kind
 * (type 1 diabetes). Rounds alternate between the cases.
 *
 *   node scripts/credibility/clinic-pace.ts --rounds 15 --out docs/credibility/clinic-pace.md
 */
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "15" }, out: { type: "string" } },
});
const never = Number.MAX_SAFE_INTEGER;
const readings = 36;
const cases: Readonly<Record<string, Work>> = {
  "one reading into 200 members": prepareFollowing(200, readings, never),
  "the same, and the forecast that the twin is held to every half hour": prepareFollowing(200, readings, 30),
  "one reading into a twin as it ships (80 members)": prepareFollowing(80, readings, never),
  "the same, its forecasts too": prepareFollowing(80, readings, 30),
};
for (const work of Object.values(cases)) warmUp(work);
const rounds = Array.from({ length: Number(values.rounds) }, () => Object.values(cases).map(measureOurs));
const measured = Object.keys(cases).map((name, i) => {
  const times = rounds.map((round) => round[i]!);
  return { name, usual: median(times), least: Math.min(...times) };
});
const ms = (time: number) => `${time.toFixed(2)} ms`;
/** A thousand twins, twelve readings an hour. */
const ofACore = (time: number) => `${((100 * 12_000 * time) / 3_600_000).toFixed(2)} %`;
const shipped = measured.at(-1)!;
const bars = ["2 ms", "", "", ""];
const rows = measured.map(
  ({ name, usual, least }, i) => `| ${name} | ${ms(usual)} | ${ms(least)} | ${bars[i]} |`,
);
const [busy] = loadavg();
const text = `# The pace of a clinic

Made by \`node scripts/credibility/clinic-pace.ts --rounds ${values.rounds} --out docs/credibility/clinic-pace.md\`; not edited by hand.

Processor time on one core (Node ${process.versions.node}, ${cpus()[0]!.model.trim()}), median and least of ${values.rounds} rounds of ${readings} readings that come
one by one; load of the machine meanwhile: ${busy!.toFixed(0)} programs on ${cpus().length} cores. Beside others a program's processor time is longer than alone, as
they share caches and the halves of a core: the least is nearer to what a machine of its own would show.

| what | median | least | bar |
| --- | --- | --- | --- |
${rows.join("\n")}
| 1,000 twins as they ship, a reading every 5 min, of one core | ${ofACore(shipped.usual)} | ${ofACore(shipped.least)} | 5 % |
`;
if (values.out === undefined) console.log(text);
else writeFileSync(values.out, text);
