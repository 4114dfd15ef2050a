import { type ErrorRule, engineRegistry } from "@homeostat/engine";
import { cliErrors } from "../../apps/cli/src/errors/cli-errors.ts";
import { serverErrors } from "../../apps/server/src/errors/server-errors.ts";
import { connectErrors } from "../../packages/connect/src/errors/connect-errors.ts";
import { exchangeErrors } from "../../packages/exchange/src/errors/exchange-errors.ts";
import { twinErrors } from "../../packages/twin/src/errors/twin-errors.ts";

/** Every rule of the product, room by room. */
export const errorTables: readonly Readonly<Record<string, ErrorRule>>[] = [
  engineRegistry,
  exchangeErrors,
  twinErrors,
  connectErrors,
  serverErrors,
  cliErrors,
];

const rooms: readonly (readonly [prefix: string, title: string])[] = [
  ["HS10", "Units"],
  ["HS11", "Equations"],
  ["HS12", "Models"],
  ["HS13", "Solving"],
  ["HS14", "Compiling and ensembles"],
  ["HS15", "Models from other formats"],
  ["HS2", "Published models"],
  ["HS3", "Observations, twins, forecasts"],
  ["HS4", "Records, devices and files"],
  ["HS50", "Store"],
  ["HS51", "HTTP"],
  ["HS52", "Jobs"],
  ["HS5", "Server"],
  ["HS60", "Command line"],
];

/** The page of all errors, made from the rooms' tables: what is said, the rule, the cure. */
export function errorPage(): string {
  const sections = new Map<string, string[]>();
  for (const [code, rule] of errorTables.flatMap(Object.entries<ErrorRule>).sort()) {
    const title = rooms.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "Others";
    sections.set(title, [...(sections.get(title) ?? []), row(code, rule)]);
  }
  const head = "| code | message | rule | cure | HTTP |\n|---|---|---|---|---|";
  const body = [...sections].map(([title, rows]) => `## ${title}\n\n${head}\n${rows.join("\n")}`);
  return `<!-- made by npm run docs -->\n# Errors\n\nEvery error of Homeostat, in the engine, the API, the page and the command line.\n\n${body.join("\n\n")}\n`;
}

function row(code: string, rule: ErrorRule): string {
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
  return `| ${code} | ${cell(rule.message)} | ${cell(rule.rule)} | ${cell(rule.cure)} | ${rule.status} |`;
}
