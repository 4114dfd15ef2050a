/**
 * What runs by chance, beside laws that are known without it; each part makes a page of docs/credibility/chance:
 *
 *   node scripts/credibility/chance.ts laws --members 20000
 *   node scripts/credibility/chance.ts infection --members 20000
 *   node scripts/credibility/chance.ts suite
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { infectionPage } from "./chance/infection.ts";
import { lawsPage } from "./chance/laws.ts";
import { suitePage } from "./chance/suite.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { members: { type: "string", default: "20000" } },
});
const [part = ""] = positionals;
const members = Number(values.members);
const command = `node scripts/credibility/chance.ts ${part}${part === "suite" ? "" : ` --members ${members}`}`;
const pages: Readonly<Record<string, () => string>> = {
  laws: () => lawsPage(members, command),
  infection: () => infectionPage(members, command),
  suite: () => suitePage(command),
};
const page = pages[part];
if (page === undefined) throw new Error(`there is no part '${part}': ${Object.keys(pages).join(", ")}`);
const folder = join(import.meta.dirname, "..", "..", "docs", "credibility", "chance");
writeFileSync(join(folder, `${part}.md`), page());
