import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type Fared, followLife, type Followed, type FollowedFault } from "./faults/follow.ts";
import { faultKinds } from "./faults/inject.ts";
import { lives, prepareFor } from "./faults/lives.ts";
import { page, type Study } from "./faults/page.ts";

/**
 * How well do twins know that their sensor is at fault? Lives the virtual clinic, puts faults of known times into its sensors,
 * and holds what twins said against them, beside simple rules; forecasts with the watch and without it against true glucose.
 * `--keep FOLDER` keeps what came of each seed, and takes it from there
 * where it is, so that several processes can share the work.
 *
 *   node scripts/credibility/faults.ts --seeds 16 --first 401 --days 3 --out docs/credibility/faults.md
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "8" },
    first: { type: "string", default: "41" },
    days: { type: "string", default: "3" },
    people: { type: "string", default: "1" },
    out: { type: "string" },
    keep: { type: "string" },
  },
});
const [first, days, people] = [values.first, values.days, values.people].map(Number) as [
  number,
  number,
  number,
];

/** Of one life: the twin's design, and what came of following it. */
interface Studied extends Followed {
  readonly design: string;
}

/** The lives of one seed; taken from where they were kept, where they are. */
function studied(seed: number): readonly Studied[] {
  const file = values.keep === undefined ? null : join(values.keep, `${seed}-${days}-${people}.json`);
  if (file !== null && existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Studied[];
  const all = lives(seed, days, people, { first: seed * people }).flatMap((life) =>
    (life.member.kind.startsWith("type 1") ? [false, true] : [false]).map((readingsOnly) => {
      const prepared = prepareFor(life, readingsOnly);
      return { design: prepared.design.title, ...followLife(life, prepared) };
    }),
  );
  if (file !== null) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(all));
  }
  return all;
}

const sum = (a: Fared, b: Fared): Fared => ({
  squares: a.squares + b.squares,
  covered: a.covered + b.covered,
  count: a.count + b.count,
});

function studyOf(design: string, kind: Study["kind"], all: readonly Studied[]): Study {
  const faults = all.flatMap((one) => one.faults).filter((fault) => fault.kind === kind);
  const pooled = (pick: (fault: FollowedFault) => Fared) => faults.map(pick).reduce(sum);
  return {
    kind,
    design,
    twins: faults.map(({ twin }) => twin),
    rules: faults.map(({ rule }) => rule),
    watched: pooled(({ watched }) => watched),
    unwatched: pooled(({ unwatched }) => unwatched),
    faultless: pooled(({ faultless }) => faultless),
  };
}

const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => first + i);
const designs = [...Map.groupBy(seeds.flatMap(studied), ({ design }) => design)];
const studies = designs.flatMap(([design, all]) => faultKinds.map((kind) => studyOf(design, kind, all)));
const falsely = designs.map(([design, all]) => ({
  design,
  days: days * all.length,
  told: all.map(({ toldFalsely }) => toldFalsely),
}));
const command = `node scripts/credibility/faults.ts --seeds ${values.seeds} --first ${first} --days ${days} --people ${people}`;
const text = page(studies, falsely, command);
if (values.out === undefined) console.log(text);
else writeFileSync(values.out, text);
