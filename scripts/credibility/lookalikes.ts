/**
 * Does `homeostat backtest` run on files written as the sets that are kept aside are? Look-alikes of Hall's and Weinstock's
 * sets are made of virtual people, and put to the command as a user would.
 *
 *   node scripts/credibility/lookalikes.ts --folder lookalikes --out docs/credibility/lookalikes.md
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runCommand } from "./lookalikes/command.ts";
import { lookAlikesPage, type LookAlikeRun } from "./lookalikes/page.ts";
import { eater, withType1 } from "./lookalikes/people.ts";
import { hallStyle, tableOf, weinstockStyle } from "./lookalikes/tables.ts";

const { values } = parseArgs({
  options: { folder: { type: "string" }, seed: { type: "string", default: "31" }, out: { type: "string" } },
});
if (values.folder === undefined) throw new Error("--folder says where the files are kept");
const folder = values.folder;
const seed = Number(values.seed);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
mkdirSync(folder, { recursive: true });

/** Sixteen people with type 1 diabetes live in a clinic, which takes a minute; the others of the 200 have type 2. */
const clinics = 4;

const files = {
  "Hall2018_look_alike.csv": () =>
    tableOf(
      Array.from({ length: 57 }, (_, member) => eater("healthy", seed, member, 9)),
      hallStyle,
      seed,
    ),
  "Weinstock2016_look_alike.csv": () =>
    tableOf(
      Array.from({ length: clinics }, (_, i) => {
        console.error(`clinic ${i + 1} of ${clinics}`);
        return withType1(seed + i, 15);
      })
        .flat()
        .concat(Array.from({ length: 200 - 16 * clinics }, (_, member) => eater("type 2", seed, member, 15))),
      weinstockStyle,
      seed,
    ),
};

const runs: LookAlikeRun[] = [];
for (const [name, made] of Object.entries(files)) {
  const path = join(folder, name);
  if (!existsSync(path)) writeFileSync(path, made());
  const args = ["backtest", "--data", path, "--format", "glucobench", "--horizon", "60min", "--json"];
  runs.push({
    name,
    ...(await runCommand(process.execPath, [join(root, "apps/cli/src/main.ts"), ...args], root)),
  });
  console.error(`${name} done`);
}
const page = lookAlikesPage(runs, seed);
console.log(page);
if (values.out !== undefined) writeFileSync(values.out, page);
