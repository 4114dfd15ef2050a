import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { learnMismatches } from "./recovery/mismatch.ts";
import { recoveryPage } from "./recovery/page.ts";
import { recover } from "./recovery/recover.ts";

/**
 * Are parameters found again by a model that is simpler than the body? Virtual people of UVA/Padova, fitted by ReplayBG;
 * `--out` writes the page, which says what is counted.
 *
 *   node scripts/credibility/recovery.ts --people 200 --seed 7 --out docs/credibility/recovery.md
 */
const { values } = parseArgs({
  options: {
    people: { type: "string", default: "200" },
    seed: { type: "string", default: "7" },
    "learn-people": { type: "string", default: "60" },
    "learn-seed": { type: "string", default: "6" },
    draws: { type: "string", default: "600" },
    out: { type: "string" },
  },
});
const options = {
  people: Number(values.people),
  seed: Number(values.seed),
  learnPeople: Number(values["learn-people"]),
  learnSeed: Number(values["learn-seed"]),
  draws: Number(values.draws),
};
const gaps = learnMismatches(options.learnSeed, options.learnPeople, options.draws);
console.error(`learned from ${options.learnPeople}`);
const found = Array.from({ length: options.people }, (_, member) => {
  if (member % 20 === 19) console.error(`${member + 1} of ${options.people}`);
  return recover(options.seed, member, options.draws, gaps);
});
const page = recoveryPage(found, gaps, options);
console.log(page);
if (values.out !== undefined) writeFileSync(values.out, page);
