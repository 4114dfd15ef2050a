import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Fared, followFault, type FollowedFault, unwatched } from "./faults/follow.ts";
import { faultKinds } from "./faults/inject.ts";
import { lives, prepareFor } from "./faults/lives.ts";
import { page, type Study } from "./faults/page.ts";

/**
 * How well do twins know that their sensor is at fault? Lives the virtual clinic, puts faults of known times into its sensors,
 * and holds what twins said against them, beside simple rules; forecasts with the watch and without it against true glucose.
 *
 *   node scripts/credibility/faults.ts --seeds 8 --first 41 --days 3 --out docs/credibility/faults.md
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "8" },
    first: { type: "string", default: "41" },
    days: { type: "string", default: "3" },
    people: { type: "string", default: "1" },
    out: { type: "string" },
  },
});
const studies = new Map<string, Study>();
const none: Fared = { squares: 0, covered: 0, count: 0 };
const sum = (a: Fared, b: Fared): Fared => ({
  squares: a.squares + b.squares,
  covered: a.covered + b.covered,
  count: a.count + b.count,
});

function add(kind: Study["kind"], design: string, on: FollowedFault, off: FollowedFault): void {
  const key = `${kind} ${design}`;
  const before = studies.get(key) ?? { kind, design, twins: [], rules: [], on: none, off: none };
  studies.set(key, {
    ...before,
    twins: [...before.twins, on.twin],
    rules: [...before.rules, on.rule],
    on: sum(before.on, on.fared),
    off: sum(before.off, off.fared),
  });
}

for (let seed = Number(values.first); seed < Number(values.first) + Number(values.seeds); seed++) {
  for (const life of lives(seed, Number(values.days), Number(values.people)))
    for (const readingsOnly of life.member.kind.startsWith("type 1") ? [false, true] : [false]) {
      const prepared = prepareFor(life, readingsOnly);
      for (const kind of faultKinds)
        add(
          kind,
          prepared.design.title,
          followFault(life, prepared, kind),
          followFault(life, unwatched(prepared), kind),
        );
    }
  const command = `node scripts/credibility/faults.ts --seeds ${seed + 1 - Number(values.first)} --first ${values.first} --days ${values.days} --people ${values.people}`;
  const text = page([...studies.values()], command);
  if (values.out === undefined) console.log(text);
  else writeFileSync(values.out, text);
}
